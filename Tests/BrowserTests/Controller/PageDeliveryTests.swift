import Batches
import Testing

@testable import Browser

@Suite struct PageDeliveryTests {
  private struct Page: FetchedPage {
    var byteCount: Int
    var outline: PageOutline? { nil }
    func decode() -> BatchPage { BatchPage(batches: []) }
  }

  private func answer(_ number: Int, bytes: Int = 1) -> PageDelivery.Answer {
    PageDelivery.Answer(number: number, page: .success(Page(byteCount: bytes)))
  }

  private static let large = PageDelivery.largestAtOnce + 1

  /// The steps until there is nothing to do: numbers, negative where decoded elsewhere.
  private func steps(_ delivery: inout PageDelivery) -> [Int] {
    var steps: [Int] = []
    while let step = delivery.next() {
      switch step {
      case .decode(let answer): steps.append(answer.number)
      case .decodeElsewhere(let answer): steps.append(-answer.number)
      }
    }
    return steps
  }

  @Test func usualPagesAreDecodedInTheirOrder() {
    var delivery = PageDelivery()
    delivery.add([answer(1), answer(2, bytes: PageDelivery.largestAtOnce)])
    delivery.add([answer(3)])
    #expect(steps(&delivery) == [1, 2, 3])
  }

  @Test func whatComesBehindALargePageWaitsForIt() {
    var delivery = PageDelivery()
    delivery.add([answer(1), answer(2, bytes: Self.large), answer(3), answer(4)])
    #expect(steps(&delivery) == [1, -2])
    delivery.forget(number: 1)
    #expect(steps(&delivery) == [])
    delivery.forget(number: 3)
    delivery.forget(number: 2)
    #expect(steps(&delivery) == [4], "3 is not wanted any more")
  }

  @Test func aFailureHasNothingToDecode() {
    var delivery = PageDelivery()
    delivery.add([PageDelivery.Answer(number: 1, page: .failure(ServiceFailure(.timeout, "late")))])
    #expect(steps(&delivery) == [1])
  }
}
