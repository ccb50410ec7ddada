-- What wrk sends and reports. Arguments after --: a file with one request a line, as its path, and where it has them an
-- entity tag or the file of a body, with tabs between.

local requests = {}
local next = 0

local function content(name)
    local file = assert(io.open(name, "rb"))
    local text = file:read("*a")
    file:close()
    return text
end

function init(arguments)
    for line in io.lines(arguments[1]) do
        local path, tag, body = line:match("^([^\t]*)\t([^\t]*)\t([^\t]*)$")
        local headers = {}
        if tag ~= "" then headers["If-None-Match"] = tag end
        if body ~= "" then
            headers["Content-Type"] = "application/json"
            requests[#requests + 1] = wrk.format("POST", path, headers, content(body))
        else
            requests[#requests + 1] = wrk.format("GET", path, headers)
        end
    end
end

function request()
    next = next % #requests + 1
    return requests[next]
end

function done(summary, latency)
    local errors = summary.errors
    print(string.format("RESULT %d %d %d %d %d %d", summary.requests, summary.duration, summary.bytes,
        errors.connect + errors.read + errors.write + errors.timeout + errors.status,
        latency:percentile(50), latency:percentile(99)))
end
