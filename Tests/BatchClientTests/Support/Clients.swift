import BatchClient
import Batches
import Secrets

let testKey = "sk-0123456789abcdefghijKLMNOP/+=&%"

func makeClient(
  _ url: String, key: String? = testKey,
  _ change: (inout ClientConfiguration) -> Void = { _ in }
) throws -> HTTPBatchService {
  let address = try ServerAddress(url, allowingInsecureHTTP: true)
  var configuration = ClientConfiguration(server: address, key: try key.map { try APIKey($0) })
  change(&configuration)
  return try HTTPBatchService(configuration)
}

/// The failure of `work`, or nil when it succeeded.
func failure<Value>(
  _ work: () async throws(ServiceFailure) -> Value
) async -> ServiceFailure? {
  do {
    _ = try await work()
    return nil
  } catch {
    return error
  }
}
