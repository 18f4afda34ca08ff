import BatchClient
import Batches
import Secrets
import Testing

@testable import lazybatch

@Suite struct ProviderTests {
  @Test(arguments: Dialect.all)
  func presetBaseURLIsNormalised(provider: Dialect) throws {
    guard let baseURL = provider.server.address else { return }
    #expect(try provider.address(baseURL: nil, environment: [:]).description == baseURL)
  }

  @Test(arguments: Dialect.all)
  func keyIsReadFromEachVariable(provider: Dialect) throws {
    #expect(!provider.server.keys.map(\.name).isEmpty)
    for variable in provider.server.keys.map(\.name) {
      #expect(try provider.key(environment: [variable: "sk-1 \n"])?.key == APIKey("sk-1"))
      #expect(try provider.key(environment: [variable: " "]) == nil)
    }
    #expect(try provider.key(environment: [:]) == nil)
  }

  @Test func azureNeedsAnAddressOfItsOwn() throws {
    let problem = #expect(throws: InvalidSetting.self) {
      try Dialect.azure.address(baseURL: nil, environment: [:])
    }
    #expect(problem?.sentence.contains("--base-url") == true)
    let environment = ["AZURE_OPENAI_ENDPOINT": "https://r.openai.azure.com/"]
    let address = try Dialect.azure.address(baseURL: nil, environment: environment)
    #expect(address.description == "https://r.openai.azure.com/openai/v1")
  }

  @Test func theCommandLineOverridesTheEnvironment() throws {
    let environment = ["SILICONFLOW_BASE_URL": "https://env/v1"]
    let provider = Dialect.siliconflow
    #expect(
      try provider.address(baseURL: nil, environment: environment).description == "https://env/v1")
    #expect(
      try provider.address(baseURL: "https://arg", environment: environment).description
        == "https://arg/v1")
    #expect(
      try provider.address(baseURL: nil, environment: ["SILICONFLOW_BASE_URL": ""]).description
        == "https://api.siliconflow.cn/v1")
  }

  /// White space is pasted along with an address, also where a path or a version is appended to it.
  @Test(
    arguments: Dialect.all.flatMap { provider in
      provider.server.addressVariables.map { (provider, $0.name) }
    })
  func anAddressIsTrimmedAndABadOneNamedByItsVariable(provider: Dialect, variable: String) throws {
    func address(_ text: String) throws -> ServerAddress {
      try provider.address(
        baseURL: nil, environment: [variable: text, "OPENAI_API_VERSION": " preview "])
    }
    let clean = try address("https://h.example")
    #expect(try address(" https://h.example \n") == clean)
    #expect(clean.description.hasPrefix("https://h.example/"))
    let problem = #expect(throws: InvalidSetting.self) { try address("h.example/v1") }
    #expect(problem?.sentence.hasPrefix("\(variable): the base URL") == true)
    let option = #expect(throws: InvalidSetting.self) {
      try provider.address(baseURL: "h.example", environment: [variable: "https://h.example"])
    }
    #expect(option?.sentence.hasPrefix("the base URL") == true)
  }

  @Test func aBadKeyIsNamedByItsVariableOnly() {
    let problem = #expect(throws: InvalidSetting.self) {
      try Dialect.groq.key(environment: ["GROQ_API_KEY": "secret\u{1}"])
    }
    #expect(problem?.sentence.hasPrefix("GROQ_API_KEY: ") == true)
    #expect(problem?.sentence.contains("secret") == false)
  }
}
