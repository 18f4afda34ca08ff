/// Shares out columns in proportion to weights, with no part smaller than its minimum.
enum Proportions {
  /// - Parameters:
  ///   - total: columns to share out; at least the sum of all minimums.
  ///   - weights: not negative; parts without weight get their minimum.
  ///   - minimums: as many as weights.
  /// - Returns: widths whose sum is `total`.
  static func columns(total: Int, weights: [Double], minimums: [Int]) -> [Int] {
    var widths = minimums
    var open = weights.indices.filter { weights[$0] > 0 }
    // What falls below its minimum is settled first: its surplus is taken from all the others.
    while true {
      let room = freeRoom(total: total, minimums: minimums, open: open)
      let weight = open.reduce(0) { $0 + weights[$1] }
      let kept = open.filter { weights[$0] / weight * room >= Double(minimums[$0]) }
      if kept.count == open.count { break }
      open = kept
    }
    let room = freeRoom(total: total, minimums: minimums, open: open)
    let weight = open.reduce(0) { $0 + weights[$1] }
    var edge = 0.0
    for index in open {
      // Rounding the edges, not the widths, makes the sum come out.
      let next = edge + weights[index] / weight * room
      widths[index] = Int(next.rounded()) - Int(edge.rounded())
      edge = next
    }
    return settled(widths, total: total, minimums: minimums)
  }

  private static func freeRoom(total: Int, minimums: [Int], open: [Int]) -> Double {
    let taken = minimums.indices.filter { !open.contains($0) }.reduce(0) { $0 + minimums[$1] }
    return Double(total - taken)
  }

  /// Evens out what rounding, or the lack of any weight, left over or took too much: the widest
  /// part gives or takes.
  private static func settled(_ widths: [Int], total: Int, minimums: [Int]) -> [Int] {
    var widths = zip(widths, minimums).map(max)
    let excess = widths.reduce(0, +) - total
    if excess != 0, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }) {
      widths[widest] = max(minimums[widest], widths[widest] - excess)
    }
    return widths
  }
}
