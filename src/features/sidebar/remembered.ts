/** Answers by what they depend on; the oldest are dropped. A failed or cancelled answer is not kept. */
export class Remembered<Value> {
  private readonly values = new Map<string, Value>();

  constructor(private readonly most: number) {}

  get(key: string): Value | undefined {
    return this.values.get(key);
  }

  async orRead(key: string, read: () => Promise<Value>): Promise<Value> {
    const known = this.values.get(key);
    if (known !== undefined) return known;
    const value = await read();
    this.values.set(key, value);
    for (const oldest of this.values.keys()) {
      if (this.values.size <= this.most) break;
      this.values.delete(oldest);
    }
    return value;
  }
}
