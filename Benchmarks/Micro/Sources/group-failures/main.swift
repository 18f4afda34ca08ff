// Groups the failures of a result file as the program does, and prints the sizes of the groups, for
// comparison with jq and DuckDB.
import BatchResults
import Glibc

guard CommandLine.arguments.count == 2 else { exit(64) }
let descriptor = open(CommandLine.arguments[1], O_RDONLY)
guard descriptor >= 0 else { exit(66) }

let chunk = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 256 << 10)
var reader = ResultReader()
var ids = RequestIDs()
while true {
  let count = read(descriptor, chunk.baseAddress, chunk.count)
  guard count > 0 else { break }
  reader.feed(UnsafeBufferPointer(rebasing: chunk[..<count]), ids: &ids)
}
reader.finish(ids: &ids)
print(reader.groups.map(\.count))
