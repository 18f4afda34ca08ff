/// The header with the id that a server's support asks for. Every server has its own name for it:
/// `request-id`, `apim-request-id`, `x-dashscope-request-id`.
enum TraceHeader {
  /// Ends of such names, the most specific first.
  private static let ends = [
    "trace-id", "request-id", "requestid", "traceid", "logid", "log-id", "correlation-id",
    "call-id",
    "generation-id", "cloud-trace-context", "traceparent", "sentry-trace", "transaction-id",
    "operation-id",
  ]
  /// Ids of the networks in front of an API, which may have an id of its own.
  private static let ofNetworks = [
    "cf-ray", "x-amz-cf-id", "x-amz-id-2", "x-azure-ref", "x-msedge-ref", "x-vercel-id", "eagleid",
    "x-iinfo", "x-sucuri-id",
  ]

  /// The name of the header that is best quoted; nil where there is none.
  static func best(of names: [String]) -> String? {
    let names = names.map { $0.lowercased() }
    for end in ends {
      if let name = names.first(where: { $0.hasSuffix(end) && !$0.hasPrefix("access-control") }) {
        return name
      }
    }
    return ofNetworks.first { names.contains($0) }
  }
}
