// swift-tools-version: 6.2
import PackageDescription

// A separate package, so that it does not slow down building and testing lazybatch. The targets are
// the same files, through symbolic links; they have no dependencies.
let room: [SwiftSetting] = [
  .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  // Internal functions are measured, in a release build.
  .unsafeFlags(["-enable-testing"]),
]

let package = Package(
  name: "micro",
  dependencies: [
    // Its default traits count allocations, at the cost of changing them.
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: [])
  ],
  targets: [
    .target(name: "Characters", swiftSettings: room),
    .target(name: "Screen", dependencies: ["Characters"], swiftSettings: room),
    .target(name: "Batches", swiftSettings: room),
    .target(name: "BatchStore", dependencies: ["Batches"], swiftSettings: room),
    .target(
      name: "BatchInsight", dependencies: ["Characters", "Batches", "BatchStore"],
      swiftSettings: room),
    .target(
      name: "BatchPresentation",
      dependencies: ["Screen", "Batches", "BatchStore", "BatchInsight", "BatchResults"],
      swiftSettings: room),
    .target(
      name: "Browser",
      dependencies: ["Screen", "Batches", "BatchStore", "BatchInsight", "BatchPresentation"],
      swiftSettings: room),
    .target(name: "BatchResults", dependencies: ["Batches"], swiftSettings: room),
    .executableTarget(name: "decode-page", dependencies: ["Batches"], swiftSettings: room),
    .executableTarget(name: "group-failures", dependencies: ["BatchResults"], swiftSettings: room),
    .executableTarget(
      name: "Rooms",
      dependencies: [
        "Screen", "Batches", "BatchStore", "BatchInsight", "BatchPresentation",
        "Browser",
        .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "Benchmarks/Rooms",
      swiftSettings: room,
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
  ]
)
