import Batches

/// Asks the server to cancel batches, in the background.
final class Canceller {
  private let files: any FileService
  private let service: any BatchService
  private let inbox: Inbox<Event>

  /// Seconds between looks at a batch that has not moved: many servers answer before it has.
  private static let pauses = [0.3, 0.7, 1, 2, 4, 8]

  init(files: any FileService, service: any BatchService, inbox: Inbox<Event>) {
    self.files = files
    self.service = service
    self.inbox = inbox
  }

  /// Of more batches than this, the next refreshes tell what became of them.
  private static let mostWatched = 5

  func cancel(_ ids: [BatchID]) {
    let (files, service, inbox) = (files, service, inbox)
    Task { await Canceller.cancel(ids, files: files, service: service, inbox: inbox) }
  }

  /// One request after the other.
  private static func cancel(
    _ ids: [BatchID], files: any FileService, service: any BatchService, inbox: Inbox<Event>
  ) async {
    var failures: [ServiceFailure] = []
    for id in ids {
      do throws(ServiceFailure) {
        let batch = try await files.cancel(id)
        inbox.put(.cancelled(id, .success(batch)))
        if ids.count <= mostWatched {
          Task { await watch(id, seen: batch, service: service, inbox: inbox) }
        }
      } catch {
        inbox.put(.cancelled(id, .failure(error)))
        failures.append(error)
      }
    }
    if ids.count > 1 { inbox.put(.cancelledAll(count: ids.count, failures: failures)) }
  }

  /// Looks at a batch until it has moved.
  private static func watch(
    _ id: BatchID, seen: Batch?, service: any BatchService, inbox: Inbox<Event>
  ) async {
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
