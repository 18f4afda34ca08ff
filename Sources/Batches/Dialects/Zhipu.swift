extension Dialect {
  public static let zhipu = Dialect(
    name: "zhipu",
    server: Server(
      address: "https://open.bigmodel.cn/api/paas/v4", path: ["api", "paas", "v4"],
      addressVariables: [
        AddressVariable(name: "ZHIPUAI_BASE_URL", isHost: false),
        AddressVariable(name: "ZAI_BASE_URL", isHost: false),
      ],
      keys: [KeyVariable(name: "ZHIPUAI_API_KEY"), KeyVariable(name: "ZAI_API_KEY")]),
    list: List(largestPage: 100))
}
