// t
export async function startEmbedded(dir: string, log: unknown): Promise<{ uri: string; stop(): Promise<void> }> {
  throw new Error(dir + String(log));
}
