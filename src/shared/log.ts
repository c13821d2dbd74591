// What a part of the app may say to its operator.

/** A structured log; pino's shape. An error goes in as `{ err }`. */
export interface Log {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}
