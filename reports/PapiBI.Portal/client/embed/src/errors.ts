import type { IError } from "./configuration.js";
import { CommonErrorCodes, TraceType } from "./enums.js";

/** Words in both languages, Vietnamese first. */
export type Words = readonly [vi: string, en: string];

export type Language = "vi" | "en";

/** Codes of what this package itself finds, beside those that the frame tells. */
export const ErrorCodes = {
  FrameBlocked: "FrameBlocked",
  RequestTimedOut: "RequestTimedOut",
  Removed: "Removed",
  Overtaken: "Overtaken",
  TokenRenewalFailed: "TokenRenewalFailed",
} as const;

export type ErrorCode = (typeof ErrorCodes)[keyof typeof ErrorCodes];

const said: Readonly<Record<ErrorCode, (what: string) => Words>> = {
  FrameBlocked: (origin) => [
    `Khung báo cáo từ ${origin} không trả lời: máy chủ không kết nối được, hoặc trang này không nằm trong danh sách được phép nhúng.`,
    `The report's frame from ${origin} does not answer: the server cannot be reached, or this page is not among those that may embed it.`,
  ],
  RequestTimedOut: (route) => [`Báo cáo không trả lời ${route} đúng hạn.`, `The report did not answer ${route} in time.`],
  Removed: () => ["Báo cáo đã được gỡ khỏi trang.", "The report has been taken off the page."],
  Overtaken: () => ["Báo cáo đã được tải lại theo yêu cầu sau.", "The report has been loaded again since."],
  TokenRenewalFailed: (why) => [`Không lấy được thẻ truy cập mới: ${why}`, `No new access token could be had: ${why}`],
};

/**
 * An error in the shape that the frame's own have. A plain object, since hosts of powerbi-client print and serialize these.
 * @param what What the words name: an origin, a route, a reason.
 */
export function errorOf(code: ErrorCode, language: Language, what = "", requestId?: string): IError {
  return {
    message: code,
    errorCode: code,
    detailedMessage: said[code](what)[language === "en" ? 1 : 0],
    level: code === ErrorCodes.Removed || code === ErrorCodes.Overtaken ? TraceType.ExpectedError : TraceType.UnexpectedError,
    ...(requestId === undefined ? {} : { technicalDetails: { requestId } }),
  };
}

/** Whether an error is no more than the end of what nobody waits for: the host has taken the report off, or asked for another. */
export const isEnd = (error: unknown): boolean => {
  const code = (error as Partial<IError> | null)?.message;
  return code === ErrorCodes.Removed || code === ErrorCodes.Overtaken;
};

/** Whether an error says that the token's time is over. */
export const isExpiry = (error: unknown): boolean => {
  const { message, errorCode } = (error ?? {}) as Partial<IError>;
  return message === "TokenExpired" || errorCode === "TokenExpired";
};

/** The words of whatever was thrown. */
export function wordsOf(reason: unknown): string {
  const { detailedMessage, message } = (reason ?? {}) as Partial<IError>;
  return detailedMessage ?? message ?? String(reason);
}

/** What was looked for, or an error that says it is not there. */
export function foundOrNot<T>(found: T | undefined, name: string): T {
  if (found === undefined) {
    // A plain object, as every other error of a report.
    throw { message: CommonErrorCodes.NotFound, errorCode: CommonErrorCodes.NotFound, detailedMessage: name, level: TraceType.ExpectedError } satisfies IError;
  }
  return found;
}
