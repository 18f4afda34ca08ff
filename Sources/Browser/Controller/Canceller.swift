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

  func cancel(_ id: BatchID) {
    let (files, service, inbox) = (files, service, inbox)
    Task { await Canceller.cancel(id, files: files, service: service, inbox: inbox) }
  }

  private static func cancel(
    _ id: BatchID, files: any FileService, service: any BatchService, inbox: Inbox<Event>
  ) async {
    var batch: Batch?
    do throws(ServiceFailure) {
      batch = try await files.cancel(id)
    } catch {
      inbox.put(.cancelled(id, .failure(error)))
      return
    }
    inbox.put(.cancelled(id, .success(batch)))
    for pause in pauses {
      if batch?.canBeCancelled == false { return }
      guard (try? await Task.sleep(for: .seconds(pause))) != nil else { return }
      guard let seen = try? await service.batch(id: id.text), seen != batch else { continue }
      batch = seen
      inbox.put(.cancelled(id, .success(seen)))
    }
  }
}
