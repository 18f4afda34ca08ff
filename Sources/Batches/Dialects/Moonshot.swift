extension Dialect {
  public static let moonshot = Dialect(
    name: "moonshot",
    server: Server(
      address: "https://api.moonshot.cn/v1", path: ["v1"],
      addressVariables: usualAddress("MOONSHOT"),
      keys: [KeyVariable(name: "MOONSHOT_API_KEY")]))
}
