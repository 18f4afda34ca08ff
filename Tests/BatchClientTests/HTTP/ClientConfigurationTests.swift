import BatchClient
import Batches
import Secrets
import Testing

@Suite struct ClientConfigurationTests {
  @Test func printingItDoesNotPrintTheKey() throws {
    let key = try APIKey("sk-very-secret-0123456789")
    var configuration = ClientConfiguration(server: try ServerAddress("https://h/v1"), key: key)
    configuration.keyStyle = .header("api-key")
    var dumped = ""
    dump(configuration, to: &dumped)
    for text in ["\(configuration)", String(reflecting: configuration), dumped] {
      #expect(!text.contains("secret"))
    }
  }
}
