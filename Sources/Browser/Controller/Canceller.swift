import Batches

/// Asks the server to cancel batches, in the background.
struct Canceller: Sendable {
  private let files: any FileService
  private let service: any BatchService
  private let inbox: Inbox<Event>

  /// Seconds between looks at a batch that has not moved: many servers answer before it has.
  static let usualPauses = [0.3, 0.7, 1, 2, 4, 8]
  private let pauses: [Double]

  init(
    files: any FileService, service: any BatchService, inbox: Inbox<Event>,
    pauses: [Double] = Canceller.usualPauses
  ) {
    self.pauses = pauses
    self.files = files
    self.service = service
    self.inbox = inbox
  }

  /// Of more batches than this, the next refreshes tell what became of them.
  private static let mostWatched = 5

  func start(_ ids: [BatchID]) { Task { [self] in await cancel(ids) } }

  /// Asks for one after the other, and looks at them until they have moved, also where an answer leaves open
  /// whether they will.
  func cancel(_ ids: [BatchID]) async {
    var failures: [ServiceFailure] = []
    var open: [(id: BatchID, seen: Batch?)] = []
    for id in ids {
      do throws(ServiceFailure) {
        let batch = try await files.cancel(id)
        inbox.put(.cancelled(id, .success(batch)))
        open.append((id, batch))
      } catch {
        inbox.put(.cancelled(id, .failure(error)))
        failures.append(error)
        if error.leavesDoubt { open.append((id, nil)) }
      }
    }
    if ids.count > 1 { inbox.put(.cancelledAll(count: ids.count, failures: failures)) }
    guard ids.count <= Self.mostWatched else { return }
    await withDiscardingTaskGroup { group in
      for (id, seen) in open { group.addTask { await watch(id, seen: seen) } }
    }
  }

  /// Looks at a batch until it has moved.
  private func watch(_ id: BatchID, seen: Batch?) async {
    var batch = seen
    for pause in pauses {
      if batch?.canBeCancelled == false { return }
      guard (try? await Task.sleep(for: .seconds(pause))) != nil else { return }
      guard let seen = try? await service.batch(id: id.text), seen != batch else { continue }
      batch = seen
      inbox.put(.cancelled(id, .success(seen)))
    }
  }
}
