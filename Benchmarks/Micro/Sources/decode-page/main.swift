// Decodes the page in a file repeatedly and prints the median in seconds, for comparison with orjson.
import Batches
import Glibc

let repetitions = 500

func bytes(of path: String) -> [UInt8] {
  guard let file = fopen(path, "r") else { return [] }
  defer { fclose(file) }
  var all: [UInt8] = []
  var part = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&part, 1, part.count, file)
    if count == 0 { return all }
    all += part[..<count]
  }
}

let page = bytes(of: CommandLine.arguments.dropFirst().first ?? "")
let clock = ContinuousClock()
var times: [Duration] = []
for _ in 0..<repetitions {
  let took = try clock.measure {
    let decoded = try BatchPage(decoding: page)
    precondition(!decoded.batches.isEmpty)
  }
  times.append(took)
}
times.sort()
print(times[repetitions / 2] / .seconds(1))
