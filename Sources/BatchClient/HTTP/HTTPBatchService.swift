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
  /// For servers whose pages are found by tokens or numbers.
  let locator = Locked(PageLocator())
  /// For servers that name the address of the next page.
  private let nextPages = NextPages()
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
    self.mask = configuration.mask
    self.network = NetworkFailures(
      origin: origin, proxy: proxy, limits: configuration.limits,
      certificates: configuration.roots?.variable ?? RootCertificates.usualVariable)
    self.thread = thread
  }

  public var executor: (any TaskExecutor)? { thread }

  public var continuesAnywhere: Bool { configuration.dialect.list.paging.continuesAnywhere }

  public func fetch(_ request: PageRequest) async throws(ServiceFailure) -> any FetchedPage {
    guard case .after(let name) = configuration.dialect.list.paging else {
      return try await fetchLocated(request)
    }
    let target = target(request.after.map { (name, $0.text) }, limit: request.limit)
    let page = try await page(at: nextPages.target(after: request.after) ?? target)
    nextPages.note(page, from: target, at: configuration.server.origin, mask: mask)
    return MaskedPage(page, mask: mask)
  }

  /// Requests one page.
  /// - Parameter cursor: the parameter that selects it; nil for the head of the list.
  func page(
    _ cursor: (name: String, value: String)?, limit: Int?
  ) async throws(ServiceFailure) -> PageBody {
    try await page(at: target(cursor, limit: limit))
  }

  private func target(_ cursor: (name: String, value: String)?, limit: Int?) -> RequestTarget {
    let list = configuration.dialect.list
    var parameters: [(name: String, value: String)] = []
    if let name = list.limit, let limit {
      parameters.append((name, String(min(limit, list.largestPage ?? .max))))
    }
    if let cursor { parameters.append(cursor) }
    parameters += list.parameters
    return configuration.server.target(list.path, parameters: parameters)
  }

  private func page(at target: RequestTarget) async throws(ServiceFailure) -> PageBody {
    try await send(target, about: .list) { response throws(ServiceFailure) in
      try PageBody(
        parsing: response.body, status: response.status, headers: response.headers,
        now: SystemClock.second, dialect: configuration.dialect)
    }
  }

  public func batch(id: String) async throws(ServiceFailure) -> Batch {
    let dialect = configuration.dialect
    let name = dialect.row.idIsPath ? id.split(separator: "/").last.map(String.init) ?? "" : id
    guard !name.isEmpty else {
      throw ServiceFailure(.notFound, "The id of the batch is empty")
    }
    let target = configuration.server.target(dialect.list.path + [name])
    return try await send(target, about: .batch) { response throws(ServiceFailure) in
      mask(
        try Batch(
          decoding: response.body, status: response.status, headers: response.headers,
          now: SystemClock.second, dialect: dialect))
    }
  }
}

/// A page from which the key is removed as it is decoded.
struct MaskedPage: FetchedPage {
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
