import Batches
import TestSupport
import Testing

@testable import Browser

@Suite(.timeLimit(.minutes(1))) struct PrefetchingServiceTests {
  private let service = FakeService(Fixture.batches(0..<30))
  private let head = PageRequest(limit: 20)

  @Test func theHeadIsAskedForOnceAndItsAnswerGivenToTheFirstWhoWantsIt() async throws {
    let early = PrefetchingService(pageSize: 20, of: service)
    #expect(try await early.page(head).batches.map(\.id) == Fixture.batches(0..<20).map(\.id))
    #expect(await service.log == [.page(head)])
  }

  /// An answer of before would be taken for news otherwise.
  @Test func theSecondWhoWantsTheHeadIsGivenANewAnswer() async throws {
    let early = PrefetchingService(pageSize: 20, of: service)
    _ = try await early.page(head)
    await service.insert(Fixture.batches(90..<91))
    #expect(try await early.page(head).batches.first?.id == "b90")
    #expect(await service.log == [.page(head), .page(head)])
  }

  @Test func anotherRequestGoesToTheServiceItself() async throws {
    let early = PrefetchingService(pageSize: 20, of: service)
    let next = PageRequest(after: "b19", limit: 20)
    #expect(try await early.page(next).batches.first?.id == "b20")
    #expect(try await early.batch(id: "b3").id == "b3")
    #expect(try await early.page(head).batches.first?.id == "b0")
    #expect(await service.log.count(where: { $0 == .page(head) }) == 1)
  }

  @Test func anEarlyFailureIsToldToWhoWantsThePage() async throws {
    let failure = ServiceFailure(.connection, "no way")
    await service.fail(failure)
    let early = PrefetchingService(pageSize: 20, of: service)
    await #expect(throws: failure) { try await early.page(head) }
    #expect(try await early.page(head).batches.count == 20)
  }

  @Test func whoNoLongerWantsItEndsTheRequest() async throws {
    let early = PrefetchingService(pageSize: 20, of: AnsweringNever())
    let wanted = Task { try await early.page(head) }
    wanted.cancel()
    await #expect(throws: ServiceFailure(.cancelled, "cancelled")) { try await wanted.value }
  }

  @Test func aTerminalThatDoesNotOpenEndsTheRequest() async throws {
    await service.hold()
    let early = PrefetchingService(pageSize: 20, of: service)
    early.cancel()
    await service.release()
    while await service.cancelled == 0 { await Task.yield() }
  }
}

/// Ends a request only when its task is cancelled.
private struct AnsweringNever: BatchService {
  func fetch(_ request: PageRequest) async throws(ServiceFailure) -> any FetchedPage {
    await untilCancelled()
    throw ServiceFailure(.cancelled, "cancelled")
  }

  func batch(id: String) async throws(ServiceFailure) -> Batch {
    await untilCancelled()
    throw ServiceFailure(.cancelled, "cancelled")
  }

  private func untilCancelled() async {
    let never = AsyncStream<Never> { _ in }
    for await _ in never {}
  }
}
