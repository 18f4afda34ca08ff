extension Dialect {
  /// The API that is compatible with OpenAI's.
  public static let dashscope = Dialect(
    name: "dashscope",
    server: Server(
      address: "https://dashscope.aliyuncs.com/compatible-mode/v1",
      path: ["compatible-mode", "v1"],
      addressVariables: [
        AddressVariable(name: "DASHSCOPE_COMPATIBLE_BASE_URL", isHost: false),
        // Those of the SDK's own API, whose hosts serve this one, too.
        AddressVariable(name: "DASHSCOPE_BASE_URL", isHost: true, otherPath: ["api", "v1"]),
        AddressVariable(name: "DASHSCOPE_HTTP_BASE_URL", isHost: true, otherPath: ["api", "v1"]),
      ],
      keys: [KeyVariable(name: "DASHSCOPE_API_KEY")]))
}
