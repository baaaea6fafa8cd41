/** As much of lunr 2 as the benchmark uses; the package has no types of its own. */
declare module 'lunr' {
  interface Builder {
    ref(name: string): void;
    field(name: string, options?: { boost: number }): void;
    add(document: object): void;
  }
  interface Index {
    search(query: string): { ref: string; score: number }[];
  }
  function lunr(build: (this: Builder) => void): Index;
  export default lunr;
}
