import ArgumentParser

/// A duration on the command line: `150ms`, `0.2s`, `2s`, `1m`, or a plain number of seconds.
struct DurationArgument: ExpressibleByArgument, Sendable, Hashable {
  var seconds: Double

  init(seconds: Double) {
    self.seconds = seconds
  }

  init?(argument: String) {
    let units = [("ms", 0.001), ("s", 1), ("m", 60), ("", 1)]
    for (suffix, factor) in units where argument.hasSuffix(suffix) {
      guard let number = Double(argument.dropLast(suffix.count)), number >= 0,
        number * factor <= Self.longest
      else { return nil }
      seconds = number * factor
      return
    }
    return nil
  }

  var defaultValueDescription: String {
    seconds < 1 ? "\(Int((seconds * 1_000).rounded()))ms" : "\(seconds)s"
  }

  /// A day, in seconds: more is surely a mistake.
  private static let longest = 86_400.0
}
