-- What wrk prints at its end: the 95th percentile in microseconds, and how many requests were not answered well.
done = function(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("p95 %d errors %d\n", latency:percentile(95),
    errors.status + errors.read + errors.write + errors.connect + errors.timeout))
end
