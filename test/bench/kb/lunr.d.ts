declare module 'lunr' {
  interface Builder {
    ref(name: string): void;
    field(name: string, options?: { boost: number }): void;
    add(document: object): void;
  }
  interface Index {
    query(
      build: (query: { term(term: string[], options: object): void }) => void,
    ): { ref: string; score: number }[];
  }
  function lunr(build: (this: Builder) => void): Index;
  namespace lunr {
    function tokenizer(text: string): object[];
  }
  export default lunr;
}
