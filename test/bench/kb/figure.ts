/** A figure with what it means. */
export interface Figure {
  readonly name: string;
  readonly definition: string;
  readonly value: number | Readonly<Record<string, number>>;
  readonly aim?: string;
}
