import Batches
import Benchmark
import Screen

@testable import Browser

let benchmarks: @Sendable () -> Void = {
  // Instructions where the machine counts them: they do not depend on what else it does.
  Benchmark.defaultConfiguration = .init(
    metrics: [.instructions, .cpuUser, .wallClock], maxDuration: .seconds(2))

  Benchmark("decode a page of 100") { benchmark in
    let page = Data.page(0)
    for _ in benchmark.scaledIterations { blackHole(try BatchPage(decoding: page)) }
  }

  Benchmark("merge a page of 100 into 10,000 rows") { benchmark in
    let list = Data.list(pages: 100)
    let page = Data.pages(101)[100]
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      var copy = list
      blackHole(copy.merge(page, after: .after(id: list.lastID ?? ""), asOf: 2))
    }
  }

  Benchmark("merge a page of 100 that is known") { benchmark in
    let list = Data.list(pages: 100)
    let page = Data.pages(51)[50]
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      var copy = list
      blackHole(copy.merge(page, after: .head, asOf: 2))
    }
  }

  Benchmark("make a batch of 100 packed rows") { benchmark in
    let rows = PackedRows(Data.pages(1)[0], vocabulary: Vocabulary())
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      for offset in 0..<rows.count { blackHole(rows[offset]) }
    }
  }

  for pages in [1, 100, 1000] {
    Benchmark("update: a key, \(pages * 100) rows") { benchmark in
      var state = Data.browser(pages: pages)
      benchmark.startMeasurement()
      for step in benchmark.scaledIterations {
        blackHole(Data.press(step % 40 < 20 ? "j" : "k", &state))
      }
    }
  }

  Benchmark("draw a frame, 120x40, detail open") { benchmark in
    let state = Data.browser(pages: 10)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations { blackHole(state.draw()) }
  }

  Benchmark("draw a frame, 120x40, list alone") { benchmark in
    var state = Data.browser(pages: 10)
    Data.press("p", &state)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations { blackHole(state.draw()) }
  }

  Benchmark("name the next wake") { benchmark in
    let state = Data.browser(pages: 10)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations { blackHole(state.nextWake) }
  }

  for text in ["nightly", "夜间评测", "status:failed", "failed>0 -smoke"] {
    Benchmark("filter 10,000 rows: \(text)") { benchmark in
      let list = Data.list(pages: 100)
      let filter = try Filter.parse(text, zone: .fixed(hours: 8), now: Data.now).get()
      benchmark.startMeasurement()
      for _ in benchmark.scaledIterations {
        let found = (0..<list.count).count {
          filter.matches(list[$0].batch, now: Data.now, norms: .none)
        }
        blackHole(found)
      }
    }
  }
}
