extension Dialect {
  public static let litellm = Dialect(
    name: "litellm",
    server: Server(
      address: "http://localhost:4000/v1", path: ["v1"],
      addressVariables: [
        AddressVariable(name: "LITELLM_PROXY_API_BASE", isHost: false),
        AddressVariable(name: "LITELLM_PROXY_URL", isHost: true),
      ],
      keys: [
        KeyVariable(name: "LITELLM_API_KEY"), KeyVariable(name: "LITELLM_PROXY_API_KEY"),
        KeyVariable(name: "LITELLM_MASTER_KEY"),
      ]))
}
