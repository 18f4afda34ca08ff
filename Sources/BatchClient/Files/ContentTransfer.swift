import Batches
import Secrets

/// A running transfer and its buffer. Releasing it ends the transfer.
final class ContentTransfer: Sendable {
  /// Where the bytes come from.
  struct Place: Sendable {
    var origin: Origin
    var target: RequestTarget
    /// Whether it is the API itself, which gets the key.
    var isTrusted: Bool

    /// For the log: a URL of another server may be a secret as a whole.
    var shown: String { isTrusted ? target.shown : "\(origin)/…" }
  }

  let place: Place
  /// Of the server at this place.
  let network: NetworkFailures
  let buffer: ContentBuffer
  private let transfer: Transfer
  private let thread: TransferThread
  private let log: @Sendable (_ bytes: Int, ServiceFailure?) -> Void
  private let mask: KeyMask
  private let progress = Locked((bytes: 0, hasEnded: false))

  /// - Parameter log: called once, when the transfer has ended or is not wanted any more.
  init(
    _ transfer: Transfer, _ buffer: ContentBuffer, from place: Place, on thread: TransferThread,
    _ network: NetworkFailures, mask: KeyMask,
    log: @escaping @Sendable (_ bytes: Int, ServiceFailure?) -> Void
  ) {
    self.transfer = transfer
    self.buffer = buffer
    self.place = place
    self.thread = thread
    self.network = network
    self.mask = mask
    self.log = log
    thread.start(transfer)
  }

  deinit {
    thread.cancel(transfer)
    end(nil)
  }

  /// Waits for the head and this many bytes, or the end, or the cancellation of the task.
  func wait(for wanted: Int) async {
    await withTaskCancellationHandler {
      await buffer.wait(for: wanted)
    } onCancel: {
      thread.cancel(transfer)
    }
  }

  /// The next bytes as they were sent; nil at the end.
  func next() async throws(ServiceFailure) -> [UInt8]? {
    await wait(for: 1)
    let (bytes, mustResume) = buffer.take()
    if mustResume { thread.goOn(transfer) }
    if !bytes.isEmpty {
      progress.withLock { $0.bytes += bytes.count }
      return bytes
    }
    switch buffer.outcome {
    case .received:
      end(nil)
      return nil
    case nil: throw failed(network.cancelled)
    case .failed(let report, let part): throw failed(network.failure(for: report), part.status)
    case .timedOut(.silence, let part): throw failed(network.silence, part.status)
    case .timedOut(.wholeTry, let part): throw failed(network.wholeTryTimeout, part.status)
    case .tooLarge(let status): throw failed(network.endlessHeader, status)
    case .cancelled: throw failed(network.cancelled)
    }
  }

  /// The failure, masked and logged.
  func failed(_ failure: ServiceFailure, _ status: Int = 0) -> ServiceFailure {
    var failure = mask(failure)
    failure.status = status > 0 ? status : buffer.head?.status
    end(failure)
    return failure
  }

  /// Logs the transfer. Only the first call counts.
  func end(_ failure: ServiceFailure?) {
    let bytes = progress.withLock { progress -> Int? in
      defer { progress.hasEnded = true }
      return progress.hasEnded ? nil : progress.bytes
    }
    if let bytes { log(bytes, failure) }
  }
}
