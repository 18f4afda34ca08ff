/// An id where there is little room.
package enum IDText {
  /// The id cut in its middle, because ids often differ only at their ends.
  /// - Returns: an id that is not plain ASCII as it is.
  package static func shortened(_ id: String, to columns: Int, ellipsis: String) -> String {
    guard id.utf8.count > columns, columns > 1, id.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { return id }
    let room = columns - 1
    return String(id.prefix(room - room / 2)) + ellipsis + String(id.suffix(room / 2))
  }
}
