/// Where the lines of a file are. Their lengths vary, but every block of lines has the same length, so that
/// the line at any byte is found without those before it.
struct LineLayout: Sendable, Hashable {
  /// Lines of a block.
  static let blockLines = 16

  let seed: UInt64
  /// Which file, among those of a seed.
  let number: Int
  let lines: Int
  /// The mean bytes of a line, its end included.
  let meanLength: Int
  /// By how many bytes a line may differ from the mean.
  let swing: Int

  private var blockLength: Int { Self.blockLines * meanLength }

  /// Bytes of the whole file.
  var size: Int { offset(of: lines) }

  /// The lengths of a block's lines: each pair of neighbours has twice the mean.
  private func lengths(ofBlock block: Int) -> [Int] {
    var dice = Dice(seed: seed &+ UInt64(number), number: block, for: .lineLengths)
    var lengths: [Int] = []
    lengths.reserveCapacity(Self.blockLines)
    for _ in 0..<Self.blockLines / 2 {
      let difference = dice.whole(-swing...swing)
      lengths.append(meanLength + difference)
      lengths.append(meanLength - difference)
    }
    return lengths
  }

  /// The first byte of a line; of the line after the last, the size of the file.
  func offset(of line: Int) -> Int {
    let (block, position) = line.quotientAndRemainder(dividingBy: Self.blockLines)
    guard position > 0 else { return block * blockLength }
    return block * blockLength + lengths(ofBlock: block)[..<position].reduce(0, +)
  }

  /// The line that a byte belongs to, and its first byte.
  func line(at byte: Int) -> (line: Int, offset: Int) {
    let block = byte / blockLength
    var line = block * Self.blockLines
    var offset = block * blockLength
    for length in lengths(ofBlock: block) {
      guard offset + length <= byte else { break }
      offset += length
      line += 1
    }
    return (line, offset)
  }

  /// The lengths of the lines from the first of a block on, at most to the end of the file.
  func lengths(from line: Int) -> ArraySlice<Int> {
    let (block, position) = line.quotientAndRemainder(dividingBy: Self.blockLines)
    let end = min(Self.blockLines, lines - block * Self.blockLines)
    return lengths(ofBlock: block)[position..<max(position, end)]
  }
}
