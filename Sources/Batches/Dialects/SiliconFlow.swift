extension Dialect {
  private static let siliconflowAddress = [
    AddressVariable(name: "SILICONFLOW_BASE_URL", isHost: false)
  ]

  public static let siliconflow = Dialect(
    name: "siliconflow",
    server: Server(
      address: "https://api.siliconflow.cn/v1", path: ["v1"],
      addressVariables: siliconflowAddress,
      keys: [KeyVariable(name: "SILICONFLOW_API_KEY")],
      keyPlace: "at https://cloud.siliconflow.cn/account/ak",
      console: "https://cloud.siliconflow.cn/batches"))

  public static let siliconflowInternational = Dialect(
    name: "siliconflow-intl",
    server: Server(
      address: "https://api.siliconflow.com/v1", path: ["v1"],
      addressVariables: siliconflowAddress,
      keys: [KeyVariable(name: "SILICONFLOW_API_KEY")],
      keyPlace: "at https://cloud.siliconflow.com/account/ak"))
}
