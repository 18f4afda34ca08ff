import BatchInsight
import Batches
import Benchmark
import Screen

@testable import BatchStore
@testable import Browser

/// Measures an operation without creating and freeing its subject: freeing a hundred thousand rows
/// takes longer than any key.
/// - Parameter repeated: how often the operation is done for one sample.
func measure<Subject>(
  _ name: String, repeated: BenchmarkScalingFactor = .one,
  of make: @autoclosure @escaping () -> Subject,
  _ body: @escaping (inout Subject, Int) throws -> Void
) {
  var configuration = Benchmark.defaultConfiguration
  configuration.scalingFactor = repeated
  Benchmark(name, configuration: configuration) { benchmark in
    var subject = make()
    benchmark.startMeasurement()
    for step in benchmark.scaledIterations { try body(&subject, step) }
    benchmark.stopMeasurement()
    blackHole(subject)
  }
}

let benchmarks: @Sendable () -> Void = {
  // Instructions, if the machine can count them: they do not depend on its load.
  Benchmark.defaultConfiguration = .init(
    metrics: [.instructions, .cpuUser, .wallClock], maxDuration: .seconds(2))

  measure("decode a page of 100", of: Data.page(0)) { page, _ in
    blackHole(try BatchPage(decoding: page))
  }

  measure(
    "merge a page of 100 into 10,000 rows",
    of: (list: Data.list(pages: 100), page: Data.pages(101)[100])
  ) { subject, _ in
    var copy = subject.list
    blackHole(copy.merge(subject.page, after: .after(id: copy.lastID ?? ""), asOf: 2))
  }

  measure(
    "merge a page of 100 that is known",
    of: (list: Data.list(pages: 100), page: Data.pages(51)[50])
  ) { subject, _ in
    var copy = subject.list
    blackHole(copy.merge(subject.page, after: .head, asOf: 2))
  }

  measure(
    "make a batch of 100 packed rows",
    of: PackedRows(Data.pages(1)[0], vocabulary: Vocabulary())
  ) { rows, _ in
    for offset in 0..<rows.count { blackHole(rows[offset]) }
  }

  for pages in [1, 100, 1000] {
    measure(
      "update: a key, \(pages * 100) rows", repeated: .kilo, of: Data.browser(pages: pages)
    ) { state, step in
      blackHole(Data.press(step % 40 < 20 ? "j" : "k", &state))
    }
  }

  for (what, keys) in [("detail open", ""), ("list alone", "p")] {
    func browser() -> (state: BrowserState, drawn: DrawnFrame) {
      var state = Data.browser(pages: 10)
      for key in keys { Data.press(key, &state) }
      return (state, DrawnFrame())
    }
    measure("draw a frame, 120x40, \(what)", repeated: .kilo, of: browser()) { browser, _ in
      blackHole(browser.state.draw())
    }
    measure("draw a frame after a key, 120x40, \(what)", repeated: .kilo, of: browser()) {
      browser, step in
      Data.press(step % 40 < 20 ? "j" : "k", &browser.state)
      blackHole(browser.state.draw(reusing: &browser.drawn))
      blackHole(browser.state.nextWake(knowing: browser.drawn))
    }
  }

  for text in ["nightly", "夜间评测", "status:failed", "failed>0 -smoke"] {
    measure(
      "filter 10,000 rows: \(text)",
      of: (
        list: Data.list(pages: 100),
        filter: (try? Filter.parse(text, zone: .fixed(hours: 8), now: Data.now).get()) ?? Filter()
      )
    ) { subject, _ in
      let found = (0..<subject.list.count).count {
        subject.filter.matches(subject.list[$0].batch, now: Data.now, baselines: .none)
      }
      blackHole(found)
    }
  }
}
