/** The SDK writes eight lines about old versions of Node to everyone's terminal, which are for us and not for them. */
export function silenceSdk(): void {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
}
