import BatchClient
import Testing

@Suite struct ProviderTests {
  @Test(arguments: [
    ("siliconflow", "https://api.siliconflow.cn/v1", "SILICONFLOW_API_KEY"),
    ("siliconflow-intl", "https://api.siliconflow.com/v1", "SILICONFLOW_API_KEY"),
    ("openai", "https://api.openai.com/v1", "OPENAI_API_KEY"),
    ("groq", "https://api.groq.com/openai/v1", "GROQ_API_KEY"),
    ("together", "https://api.together.xyz/v1", "TOGETHER_API_KEY"),
    ("dashscope", "https://dashscope.aliyuncs.com/compatible-mode/v1", "DASHSCOPE_API_KEY"),
    ("zhipu", "https://open.bigmodel.cn/api/paas/v4", "ZHIPUAI_API_KEY"),
    ("moonshot", "https://api.moonshot.cn/v1", "MOONSHOT_API_KEY"),
    ("openrouter", "https://openrouter.ai/api/v1", "OPENROUTER_API_KEY"),
    ("litellm", "http://localhost:4000/v1", "LITELLM_API_KEY"),
  ])
  func presets(name: String, url: String, variable: String) throws {
    let provider = try #require(Provider(rawValue: name))
    #expect(try provider.address(baseURL: nil, environment: [:]).description == url)
    #expect(try provider.key(environment: [variable: "sk-1 \n"]) == APIKey("sk-1"))
    #expect(try provider.key(environment: [:]) == nil)
    #expect(try provider.key(environment: [variable: " "]) == nil)
    #expect(provider.keyHeader == .bearer)
  }

  @Test func azureNeedsAnAddressOfItsOwn() throws {
    let problem = #expect(throws: InvalidSetting.self) {
      try Provider.azure.address(baseURL: nil, environment: [:])
    }
    #expect(problem?.sentence.contains("--base-url") == true)
    let environment = ["AZURE_OPENAI_ENDPOINT": "https://r.openai.azure.com/"]
    let address = try Provider.azure.address(baseURL: nil, environment: environment)
    #expect(address.description == "https://r.openai.azure.com/openai/v1")
    #expect(Provider.azure.keyHeader == .apiKey)
  }

  @Test func theCommandLineOverridesTheEnvironment() throws {
    let environment = ["SILICONFLOW_BASE_URL": "https://env/v1"]
    let provider = Provider.siliconflow
    #expect(
      try provider.address(baseURL: nil, environment: environment).description == "https://env/v1")
    #expect(
      try provider.address(baseURL: "https://arg", environment: environment).description
        == "https://arg/v1")
    #expect(
      try provider.address(baseURL: nil, environment: ["SILICONFLOW_BASE_URL": ""]).description
        == "https://api.siliconflow.cn/v1")
  }

  @Test func aBadKeyIsNamedByItsVariableOnly() {
    let problem = #expect(throws: InvalidSetting.self) {
      try Provider.groq.key(environment: ["GROQ_API_KEY": "secret\u{1}"])
    }
    #expect(problem?.sentence.hasPrefix("GROQ_API_KEY: ") == true)
    #expect(problem?.sentence.contains("secret") == false)
  }
}
