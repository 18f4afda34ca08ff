/// The known name that a wrong one was probably meant to be.
public enum NearestName {
  /// - Returns: nil where none is alike.
  public static func of(_ name: String, among names: [String]) -> String? {
    let word = plain(name)
    guard !word.isEmpty, word.count <= 40 else { return nil }
    let distances = names.map { (name: $0, distance: distance(word, plain($0))) }
    guard let best = distances.min(by: { $0.distance < $1.distance }) else { return nil }
    return best.distance <= max(1, word.count / 3) ? best.name : nil
  }

  private static func plain(_ name: String) -> [Character] {
    Array(name.lowercased().map { $0 == "-" ? "_" : $0 })
  }

  /// Characters to insert, remove, replace or swap with their neighbour.
  private static func distance(_ one: [Character], _ other: [Character]) -> Int {
    var before: [Int] = []
    var last = Array(0...other.count)
    for row in one.indices {
      var next = [row + 1]
      for column in other.indices {
        var cost = min(
          last[column] + (one[row] == other[column] ? 0 : 1), last[column + 1] + 1,
          next[column] + 1)
        if row > 0, column > 0, one[row] == other[column - 1], one[row - 1] == other[column] {
          cost = min(cost, before[column - 1] + 1)
        }
        next.append(cost)
      }
      (before, last) = (last, next)
    }
    return last[other.count]
  }
}
