import ArgumentParser
import BatchClient
import Batches
import Secrets
import Testing

@testable import lazybatch

/// The server and key that options and environment select.
@Suite struct ServerPlanTests {
  struct Case: CustomTestStringConvertible {
    var arguments: [String]
    var environment: [String: String] = [:]
    /// As `ServerAddress` describes itself; nil for the demo.
    var address: String?
    var header = Dialect.KeyStyle.bearer
    var key = Key.none

    var testDescription: String { "\(arguments) \(environment)" }

    enum Key {
      case none
      case given(String)
      case command(String)
    }
  }

  private static let key = "sk-0123456789"

  private static let cases = [
    Case(
      arguments: [], environment: ["SILICONFLOW_API_KEY": " \(key)\n"],
      address: "https://api.siliconflow.cn/v1", key: .given(key)),
    Case(
      arguments: ["--provider", "siliconflow-intl"],
      environment: ["SILICONFLOW_API_KEY": key, "SILICONFLOW_BASE_URL": "https://a.example/v1"],
      address: "https://a.example/v1", key: .given(key)),
    Case(
      arguments: ["--provider", "siliconflow-intl"], environment: ["SILICONFLOW_API_KEY": key],
      address: "https://api.siliconflow.com/v1", key: .given(key)),
    Case(
      arguments: [],
      environment: [
        "SILICONFLOW_API_KEY": key, "SILICONFLOW_BASE_URL": "https://api.siliconflow.com/v1",
      ],
      address: "https://api.siliconflow.com/v1", key: .given(key)),
    Case(
      arguments: ["--provider", "openai"],
      environment: ["OPENAI_API_KEY": key, "OPENAI_API_BASE": "https://a.example/v1"],
      address: "https://a.example/v1", key: .given(key)),
    Case(
      arguments: ["--provider", "openai"],
      environment: [
        "OPENAI_API_KEY": key, "OPENAI_API_BASE": "https://a.example/v1",
        "OPENAI_BASE_URL": "https://b.example/v1",
      ],
      address: "https://b.example/v1", key: .given(key)),
    Case(
      arguments: ["--provider", "dashscope"],
      environment: [
        "DASHSCOPE_API_KEY": key,
        "DASHSCOPE_HTTP_BASE_URL": "https://dashscope-intl.aliyuncs.com/api/v1/",
      ],
      address: "https://dashscope-intl.aliyuncs.com/compatible-mode/v1", key: .given(key)),
    Case(
      arguments: ["--provider", "dashscope"],
      environment: [
        "DASHSCOPE_API_KEY": key, "DASHSCOPE_BASE_URL": "https://h.example/compatible-mode/v1",
      ],
      address: "https://h.example/compatible-mode/v1", key: .given(key)),
    // The same server, whose other API the variable names.
    Case(
      arguments: ["--provider", "gemini"],
      environment: [
        "GEMINI_API_KEY": key,
        "GEMINI_API_BASE": "https://generativelanguage.googleapis.com/v1beta",
      ],
      address: "https://generativelanguage.googleapis.com/v1", header: .header("x-goog-api-key"),
      key: .given(key)),
    Case(
      arguments: ["--provider", "groq", "--base-url", "https://api.groq.com/openai/v1"],
      environment: ["GROQ_API_KEY": key, "GROQ_API_BASE": "https://a.example/v1"],
      address: "https://api.groq.com/openai/v1", key: .given(key)),
    Case(
      arguments: [],
      environment: ["SILICONFLOW_API_KEY": key, "SILICONFLOW_BASE_URL": "https://a.example/v1"],
      address: "https://a.example/v1", key: .given(key)),
    Case(
      arguments: ["--base-url", "https://b.example"],
      environment: ["SILICONFLOW_API_KEY": key, "SILICONFLOW_BASE_URL": "https://a.example/v1"],
      address: "https://b.example/v1", key: .given(key)),
    Case(
      arguments: ["--provider", "openai"],
      environment: ["SILICONFLOW_API_KEY": key, "OPENAI_API_KEY": "sk-other"],
      address: "https://api.openai.com/v1", key: .given("sk-other")),
    Case(
      arguments: ["--provider", "azure", "--base-url", "https://r.openai.azure.com"],
      environment: ["AZURE_OPENAI_API_KEY": key],
      address: "https://r.openai.azure.com/openai/v1", header: .header("api-key"), key: .given(key)),
    Case(
      arguments: ["--api-key-command", "pass show x"], environment: ["SILICONFLOW_API_KEY": key],
      address: "https://api.siliconflow.cn/v1", key: .command("pass show x")),
    Case(
      arguments: ["--base-url", "http://127.0.0.1:8080/v1"], address: "http://127.0.0.1:8080/v1"),
    Case(
      arguments: ["--base-url", "http://[::1]:8080/v1"],
      environment: ["SILICONFLOW_API_KEY": key], address: "http://[::1]:8080/v1", key: .given(key)),
    Case(
      arguments: ["--base-url", "http://a.example/v1", "--allow-insecure-http"],
      environment: ["SILICONFLOW_API_KEY": key], address: "http://a.example/v1", key: .given(key)),
    Case(arguments: ["--demo"], environment: ["SILICONFLOW_API_KEY": key], address: nil),
  ]

  @Test(arguments: cases)
  func plan(_ example: Case) throws {
    let options = try ServerOptions.parse(example.arguments).settings
    switch try ServerPlan(options, environment: example.environment) {
    case .demo:
      #expect(example.address == nil)
    case .server(let connection):
      #expect(connection.address.description == example.address)
      #expect(connection.keyStyle == example.header)
      switch example.key {
      case .none: #expect(connection.key == .none)
      case .given(let text): #expect(connection.key == .given(try APIKey(text)))
      case .command(let command): #expect(connection.key == .command(command))
      }
    }
  }

  /// Azure's deadline is a target also where nobody says that it is Azure.
  @Test(
    arguments: [
      ("https://r.openai.azure.com/openai/v1", .target),
      ("https://r.cognitiveservices.azure.com/openai", .target),
      ("https://r.services.ai.azure.com/openai/v1", .target),
      ("https://gateway.example/openai/v1", .target),
      ("https://gateway.example/x?api-version=2025-04-01-preview", .target),
      ("https://gateway.example/v1", .limit), ("https://azure.com.example/v1", .limit),
      ("https://api.groq.com/openai/v1", .limit), ("https://api.openai.com/v1", .limit),
      ("https://api.x.ai/v1", .unclear),
    ] as [(String, BatchTerms.Deadline)])
  func theServerTellsWhatADeadlineMeans(address: String, deadline: BatchTerms.Deadline) throws {
    let options = try ServerOptions.parse(["--base-url", address]).settings
    let plan = try ServerPlan(options, environment: ["SILICONFLOW_API_KEY": Self.key])
    guard case .server(let connection) = plan else { return }
    #expect(connection.dialect.terms.deadline == deadline)
    #expect(try connection.key == .given(APIKey(Self.key)) && connection.keyStyle == .bearer)
  }

  @Test(
    arguments: [
      ([], [:], 77),
      ([], ["SILICONFLOW_API_KEY": " \n"], 77),
      ([], ["SILICONFLOW_API_KEY": "sk-a\u{1B}b"], 77),
      (["--provider", "groq"], ["SILICONFLOW_API_KEY": "sk-a"], 77),
      (["--base-url", "http://a.example/v1"], ["SILICONFLOW_API_KEY": "sk-a"], 64),
      (["--base-url", ""], ["SILICONFLOW_API_KEY": "sk-a"], 64),
      (["--provider", "azure"], ["AZURE_OPENAI_API_KEY": "sk-a"], 64),
      // The key may belong to another server than the provider's.
      (
        ["--provider", "siliconflow-intl"],
        [
          "SILICONFLOW_API_KEY": "sk-a", "SILICONFLOW_BASE_URL": "https://api.siliconflow.cn/v1",
        ], 64
      ),
      ([], ["SILICONFLOW_API_KEY": "sk-a", "SILICONFLOW_API_BASE": "https://a.example/v1"], 64),
      (
        ["--provider", "anthropic"],
        ["ANTHROPIC_AUTH_TOKEN": "sk-a", "ANTHROPIC_API_URL": "https://a.example/v1/messages"], 64
      ),
      (["--provider", "groq"], ["GROQ_API_KEY": "sk-a", "GROQ_API_BASE": "http://10.0.0.1"], 64),
      (["--provider", "cohere"], ["CO_API_KEY": "sk-a", "COHERE_BASE_URL": "a.example"], 64),
      (["--provider", "litellm"], ["LITELLM_API_BASE": "https://a.example"], 64),
      // A problem with the address comes first, since the address decides whether a key is needed.
      (["--base-url", "nonsense"], [:], 64),
    ] as [([String], [String: String], Int32)])
  func mistake(arguments: [String], environment: [String: String], status: Int32) throws {
    let options = try ServerOptions.parse(arguments).settings
    let failure = #expect(throws: Failure.self) {
      try ServerPlan(options, environment: environment)
    }
    #expect(failure?.status == status)
    #expect(failure?.sentence.isEmpty == false)
  }
}
