/** What Cloud Control writes into the texts of its errors: `… (HandlerErrorCode: NotFound, RequestToken: 4f5e…)`. */
export function handlerErrorCodeIn(message: string): string | undefined {
  return /\bHandlerErrorCode: ?([A-Za-z]+)/.exec(message)?.[1];
}

/** `RequestToken: 4f5e…`, or `… with RequestToken 4f5e…`, as the errors about other requests have it. */
export function requestTokenIn(message: string): string | undefined {
  return /\bRequestToken:? ?([-A-Za-z0-9+/=]{1,128})/.exec(message)?.[1];
}
