import LRU from 'zrender/lib/core/LRU.js';

interface Cache {
  get: (this: unknown, key: string | number) => unknown;
  put: (this: unknown, key: string | number, value: unknown) => unknown;
}

/**
 * The drawing library keeps the widths of texts as properties of an object, by the text: a text such as `__proto__`
 * would reach what every object has, and the library would write into it. With something before it no text does.
 */
export function makeCacheHarmless(): void {
  const cache: Cache = LRU.prototype;
  const { get, put } = cache;
  cache.get = function (key) {
    return get.call(this, keyOf(key));
  };
  cache.put = function (key, value) {
    return put.call(this, keyOf(key), value);
  };
}

function keyOf(text: string | number): string {
  return `text ${text}`;
}
