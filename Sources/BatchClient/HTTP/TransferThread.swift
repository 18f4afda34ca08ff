import Batches
import CCurl
import Glibc

/// Runs transfers on one multi handle of libcurl and one thread.
///
/// Idle connections are kept for as long as `ClientLimits` says.
///
/// It is a task executor, too, so that a task that sends one request after another does not switch
/// threads in between. Transfers make no progress while such a task runs.
public final class TransferThread: TaskExecutor {
  private let loop: TransferLoop

  /// Fails where the system has no thread, descriptor or memory left for it.
  /// - Parameter idleConnection: the time without a transfer after which all connections are closed.
  init?(idleConnection: Duration) {
    // Once per process; further calls only count references.
    curl_global_init(Int(CURL_GLOBAL_DEFAULT))
    guard let multi = TransferLoop.makeMulti() else { return nil }
    loop = TransferLoop(multi: multi, idleConnection: idleConnection)
    var thread = pthread_t()
    let context = Unmanaged.passRetained(loop)
    let failure = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<TransferLoop>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, context.toOpaque())
    guard failure == 0 else {
      context.release()
      curl_multi_cleanup(multi)
      return nil
    }
    pthread_detach(thread)
  }

  deinit { loop.send(.stop) }

  /// Runs a job between two looks at the transfers.
  public func enqueue(_ job: consuming ExecutorJob) {
    loop.send(.work(UnownedJob(job), asUnownedTaskExecutor()))
  }

  /// Runs a transfer. Cancelling the task ends it at once.
  func run(_ transfer: Transfer) async -> Transfer.Outcome {
    await withTaskCancellationHandler {
      await withUnsafeContinuation { continuation in
        transfer.onEnd = { continuation.resume(returning: $0) }
        loop.send(.begin(transfer))
      }
    } onCancel: {
      loop.send(.cancel(transfer))
    }
  }

  /// Starts a transfer whose buffer says what becomes of it.
  func start(_ transfer: Transfer) { loop.send(.begin(transfer)) }

  /// Ends a transfer at once, unless it has ended.
  func cancel(_ transfer: Transfer) { loop.send(.cancel(transfer)) }

  /// Goes on with a transfer whose buffer was full.
  func goOn(_ transfer: Transfer) { loop.send(.goOn(transfer)) }
}

extension TransferThread {
  /// Sets up libcurl and TLS in the background, which takes most of a millisecond.
  public static func prepare() {
    var thread = pthread_t()
    let failure = pthread_create(
      &thread, nil,
      { _ in
        curl_global_init(Int(CURL_GLOBAL_DEFAULT))
        return nil
      }, nil)
    if failure == 0 { pthread_detach(thread) }
  }
}

/// The loop that the thread of `TransferThread` runs.
private final class TransferLoop: @unchecked Sendable {
  enum Command {
    case begin(Transfer)
    case cancel(Transfer)
    case goOn(Transfer)
    case work(UnownedJob, UnownedTaskExecutor)
    case stop
  }

  /// State that is shared with other threads.
  private struct Shared {
    var multi: UnsafeMutableRawPointer?
    var commands: [Command] = []
    /// Whether the thread may be waiting and has to be woken.
    var isWaiting = false
  }

  private let shared: Locked<Shared>
  private let idleConnection: Duration

  // Everything below is used on the thread only.
  private var active: [Transfer] = []
  private var lastUse = ContinuousClock.now
  private var hasConnections = false
  private var isStopped = false

  /// - Parameter multi: which the running loop cleans up.
  init(multi: UnsafeMutableRawPointer, idleConnection: Duration) {
    shared = Locked(Shared(multi: multi))
    self.idleConnection = idleConnection
  }

  /// A handle that other threads can wake; nil without memory or descriptors for one. Without a
  /// descriptor libcurl makes one that cannot be woken, and says so only when that is tried.
  static func makeMulti() -> UnsafeMutableRawPointer? {
    guard let multi = curl_multi_init() else { return nil }
    guard curl_multi_wakeup(multi) == CURLM_OK else {
      curl_multi_cleanup(multi)
      return nil
    }
    return multi
  }

  func send(_ command: Command) {
    shared.withLock { shared in
      shared.commands.append(command)
      // Inside the lock, since the thread may be replacing the handle.
      if shared.isWaiting, let multi = shared.multi { curl_multi_wakeup(multi) }
      shared.isWaiting = false
    }
  }

  func run() {
    guard var multi = shared.withLock({ $0.multi }) else { return }
    while true {
      for command in drainCommands() { execute(command, multi) }
      if isStopped { break }
      perform(multi)
      expire(multi)
      if isIdleForLong, let fresh = replaceMulti() {
        multi = fresh
        hasConnections = false
      }
      if beginWaiting(), curl_multi_poll(multi, nil, 0, waitingTime, nil) != CURLM_OK {
        failAll(multi)
      }
    }
    for transfer in active { end(transfer, .cancelled, multi) }
    shared.withLock { shared in
      curl_multi_cleanup(shared.multi)
      shared.multi = nil
    }
  }

  /// Announces the wait, unless commands are there already: from now on a new one wakes the thread.
  private func beginWaiting() -> Bool {
    shared.withLock { shared in
      shared.isWaiting = shared.commands.isEmpty
      return shared.isWaiting
    }
  }

  private func drainCommands() -> [Command] {
    shared.withLock { shared in
      shared.isWaiting = false
      defer { shared.commands = [] }
      return shared.commands
    }
  }

  private func execute(_ command: Command, _ multi: UnsafeMutableRawPointer) {
    switch command {
    case .begin(let transfer):
      // The cancel command may have come first.
      if transfer.isCancelled { return transfer.end(.cancelled) }
      guard curl_multi_add_handle(multi, transfer.easy) == CURLM_OK else {
        return transfer.end(.failed(TransferReport(code: CURLE_FAILED_INIT), HTTPResponse()))
      }
      active.append(transfer)
      hasConnections = true
    case .cancel(let transfer):
      transfer.isCancelled = true
      if active.contains(where: { $0 === transfer }) { end(transfer, .cancelled, multi) }
    case .goOn(let transfer):
      if active.contains(where: { $0 === transfer }) { transfer.goOn() }
    case .work(let job, let executor):
      job.runSynchronously(on: executor)
    case .stop:
      isStopped = true
    }
  }

  private func perform(_ multi: UnsafeMutableRawPointer) {
    var running: Int32 = 0
    if curl_multi_perform(multi, &running) != CURLM_OK { failAll(multi) }
    // Only now, so that a reader gets all that has come at once.
    for transfer in active { transfer.content?.wakeReader() }
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE,
        let transfer = active.first(where: { $0.easy == message.pointee.easy_handle })
      else { continue }
      end(transfer, transfer.outcome(of: message.pointee.data.result), multi)
    }
  }

  /// What goes wrong with all transfers at once, such as a lack of memory, is the end of each.
  private func failAll(_ multi: UnsafeMutableRawPointer) {
    for transfer in active {
      end(transfer, .failed(TransferReport(code: CURLE_OUT_OF_MEMORY), HTTPResponse()), multi)
    }
  }

  private func expire(_ multi: UnsafeMutableRawPointer) {
    guard !active.isEmpty else { return }
    let now = ContinuousClock.now
    for transfer in active {
      if let outcome = transfer.outcome(at: now) { end(transfer, outcome, multi) }
    }
  }

  private func end(
    _ transfer: Transfer, _ outcome: Transfer.Outcome, _ multi: UnsafeMutableRawPointer
  ) {
    active.removeAll { $0 === transfer }
    curl_multi_remove_handle(multi, transfer.easy)
    lastUse = .now
    transfer.end(outcome)
  }

  private var isIdleForLong: Bool {
    hasConnections && active.isEmpty && ContinuousClock.now >= lastUse + idleConnection
  }

  /// Closes all idle connections: libcurl itself does so only when another transfer begins.
  private func replaceMulti() -> UnsafeMutableRawPointer? {
    lastUse = .now
    guard let fresh = Self.makeMulti() else { return nil }
    let old = shared.withLock { shared in
      defer { shared.multi = fresh }
      return shared.multi
    }
    curl_multi_cleanup(old)
    return fresh
  }

  /// Milliseconds until the next limit; libcurl wakes up earlier for its own timers.
  private var waitingTime: Int32 {
    let next =
      active.isEmpty
      ? (hasConnections ? lastUse + idleConnection : nil) : active.compactMap(\.nextLimit).min()
    guard let next else { return .max }
    let wait = ContinuousClock.now.duration(to: next) / .milliseconds(1)
    return Int32(max(0, min(wait.rounded(.up), Double(Int32.max))))
  }
}
