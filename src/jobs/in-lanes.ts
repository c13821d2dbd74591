// Runs a task while nobody handles deliveries of a motion's subjects.

/** Runs a task while nobody else handles the lane's deliveries; false when somebody does. */
export type InLane = (lane: string, task: () => Promise<void>) => Promise<boolean>;

/** Runs a task under all of the lanes, in the order of their names so that two instances cannot wait for each other; false when one is held. */
export async function inLanes(inLane: InLane, lanes: readonly string[], task: () => Promise<void>): Promise<boolean> {
  const [first, ...rest] = [...lanes].sort();
  if (first === undefined) {
    await task();
    return true;
  }
  let done = false;
  const held = await inLane(first, async () => {
    done = await inLanes(inLane, rest, task);
  });
  return held && done;
}
