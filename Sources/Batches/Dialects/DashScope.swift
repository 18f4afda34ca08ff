extension Dialect {
  /// The API that is compatible with OpenAI's.
  public static let dashscope = Dialect(
    name: "dashscope",
    server: Server(
      address: "https://dashscope.aliyuncs.com/compatible-mode/v1",
      path: ["compatible-mode", "v1"],
      addressVariables: [AddressVariable(name: "DASHSCOPE_COMPATIBLE_BASE_URL", isHost: false)],
      keys: [KeyVariable(name: "DASHSCOPE_API_KEY")]))
}
