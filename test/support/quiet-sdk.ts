/** Loaded before the tests: on Node 20 the SDK writes eight lines about later versions of itself, which are not what a test shows. */
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
