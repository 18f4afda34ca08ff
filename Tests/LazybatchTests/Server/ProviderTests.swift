import BatchClient
import Testing

@testable import lazybatch

@Suite struct ProviderTests {
  @Test(arguments: Provider.allCases)
  func presetBaseURLIsNormalised(provider: Provider) throws {
    guard let baseURL = provider.baseURL else { return }
    #expect(try provider.address(baseURL: nil, environment: [:]).description == baseURL)
  }

  @Test(arguments: Provider.allCases)
  func keyIsReadFromEachVariable(provider: Provider) throws {
    #expect(!provider.keyVariables.isEmpty)
    for variable in provider.keyVariables {
      #expect(try provider.key(environment: [variable: "sk-1 \n"]) == APIKey("sk-1"))
      #expect(try provider.key(environment: [variable: " "]) == nil)
    }
    #expect(try provider.key(environment: [:]) == nil)
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
