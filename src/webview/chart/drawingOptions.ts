/** Options are checked by the library when it draws: its types tell the two axes of a kind apart, which swap here. */
export type DrawingOptions = Readonly<Record<string, unknown>>;
