/**
 * Names that can be keys side by side: a name that was there before gets `_2`, `_3`, … Case and normalization count,
 * so `id` and `Id` stay as they are.
 */
export function distinctNames(names: readonly string[]): string[] {
  const used = new Set<string>();
  return names.map((name) => {
    let key = name;
    for (let copy = 2; used.has(key); copy++) key = `${name}_${copy}`;
    used.add(key);
    return key;
  });
}
