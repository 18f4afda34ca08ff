import Batches

/// Which rows can keep their places when rows arrive in another order than the stored one.
enum IncreasingRun {
  /// Marks the members of a longest run of increasing places.
  /// - Parameters:
  ///   - places: nil for rows that have none yet.
  ///   - floor: all members are greater than it; nil for no limit.
  static func members(of places: [Int?], above floor: Int?) -> [Bool] {
    var isMember = [Bool](repeating: false, count: places.count)
    // The index of the least place that ends a run of each length, the shortest first.
    var ends: [Int] = []
    var previous = [Int?](repeating: nil, count: places.count)
    for (index, place) in places.enumerated() {
      guard let place, floor.map({ place > $0 }) ?? true else { continue }
      let length = (0..<ends.count).partitionPoint { (places[ends[$0]] ?? place) < place }
      if length > 0 { previous[index] = ends[length - 1] }
      if length == ends.count { ends.append(index) } else { ends[length] = index }
    }
    var next = ends.last
    while let index = next {
      isMember[index] = true
      next = previous[index]
    }
    return isMember
  }
}
