import Batches
import Secrets
import Synchronization

/// Batches over HTTP. Each call is a single try within `ClientLimits`; values and failures never
/// contain the key.
public final class HTTPBatchService: BatchService {
  let configuration: ClientConfiguration
  let mask: KeyMask
  let network: NetworkFailures
  let thread: TransferThread
  /// Whether this server mislabels its compression, so that libcurl must not decompress.
  let mislabels = Atomic(false)

  /// - Throws: a sentence when a proxy or a certificate file cannot be used, or the system lacks root
  ///   certificates, a thread, a descriptor or memory.
  public init(_ configuration: ClientConfiguration) throws(ClientSetupError) {
    var configuration = configuration
    let origin = configuration.server.origin
    let proxy: ProxyName?
    do {
      proxy = try configuration.proxies.proxy(for: origin).map {
        variable throws(InvalidSetting) in try ProxyName(variable)
      }
      if origin.isSecure { try configuration.roots?.check() }
    } catch {
      throw .invalid(error)
    }
    if origin.isSecure, configuration.roots == nil {
      configuration.roots = try SystemCertificates().find()
    }
    guard let thread = TransferThread(idleConnection: configuration.limits.idleConnection) else {
      throw .lacking("The system has no thread, descriptor or memory left for a connection")
    }
    self.configuration = configuration
    self.mask = KeyMask(configuration.key)
    self.network = NetworkFailures(origin: origin, proxy: proxy, limits: configuration.limits)
    self.thread = thread
  }

  public var executor: (any TaskExecutor)? { thread }

  public func fetch(_ request: PageRequest) async throws(ServiceFailure) -> any FetchedPage {
    var parameters: [(name: String, value: String)] = []
    if let limit = request.limit { parameters.append(("limit", String(limit))) }
    if let after = request.after { parameters.append(("after", after.text)) }
    let target = configuration.server.target(["batches"], parameters: parameters)
    return try await get(target, about: .list) { response throws(ServiceFailure) in
      MaskedPage(
        try PageBody(
          parsing: response.body, status: response.status, headers: response.headers,
          now: SystemClock.second),
        mask: mask)
    }
  }

  public func batch(id: String) async throws(ServiceFailure) -> Batch {
    guard !id.isEmpty else {
      throw ServiceFailure(.notFound, "The id of the batch is empty")
    }
    let target = configuration.server.target(["batches", id])
    return try await get(target, about: .batch) { response throws(ServiceFailure) in
      mask(
        try Batch(
          decoding: response.body, status: response.status, headers: response.headers,
          now: SystemClock.second))
    }
  }
}

/// A page from which the key is removed as it is decoded.
private struct MaskedPage: FetchedPage {
  private let page: PageBody
  private let mask: KeyMask

  init(_ page: PageBody, mask: KeyMask) {
    self.page = page
    self.mask = mask
  }

  var byteCount: Int { page.byteCount }

  var outline: PageOutline? {
    page.outline.map { PageOutline(lastID: BatchID(mask($0.lastID.text)), elements: $0.elements) }
  }

  func decode() -> BatchPage { mask(page.decode()) }
}
