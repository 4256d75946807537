-- Counts messages of one partition, in their order, and remembers the offset behind the last. Answers for each message:
-- 1 counted; 0 its offset is behind already; -1 the offset before it is not the expected one: nothing was done; -2 a key of
-- a foreign type or value: the message is passed over. After these comes how much was left out because a key is full.
-- ARGV: partition, expected offset of the first message, misp or corrected, days kept in seconds (0: for ever), how many members
-- a key may have, how many bytes a member, how many categories a day; then for each message: offset, epoch, day, hour, feed as JSON, how many arguments follow, and its effects, each a letter and its
-- arguments (EffectArguments.java).
-- What only adds up is gathered and written once at the end, since nothing else runs between: that is most of what a message does.
-- Runs on Redis 6.2. The constants in capitals stand before this text (StatisticsScript.java).
local call, argv = redis.call, ARGV
local misp = argv[3] == 'misp'
local kept = tonumber(argv[4])
local WEEK, MONTH, YEAR = 604800, 2678400, 31536000
local LIST_MAX = 101
local MEMBERS_MAX, MEMBER_BYTES_MAX, CATEGORIES_MAX = tonumber(argv[5]), tonumber(argv[6]), tonumber(argv[7])
local FEEDS_MAX = 1000

-- The message that is being counted.
local message, epoch, now, day, hour, feed

-- What is written at the end. Gathered: key to {command, {member to value}, {message to true}}.
local gathered, lists, expiries = {}, {}, {}
local latest = 0

-- What is known of keys, which no other client can change meanwhile.
local begins, held, sizes, last, places = {}, {}, {}, {}, {}

-- What was left out, by the beginning of the key.
local dropped, droppedAll = {}, 0

local function drop(key, count)
  local name = string.match(key, '^hub:statistics:[^:]*') or string.match(key, '^[^:]*')
  dropped[name] = (dropped[name] or 0) + count
  droppedAll = droppedAll + count
end

-- Whether a set of names has room for that one, or has it. One message brings a name or two, a call 1000 messages.
local names = {}
local function hasRoom(set, name)
  if #name > MEMBER_BYTES_MAX then return false end
  local of = names[set]
  if not of then
    of = {size = call('SCARD', set), known = {}}
    names[set] = of
  end
  if of.size + 2000 < MEMBERS_MAX or of.known[name] then return true end
  if call('SISMEMBER', set, name) == 0 then
    if of.size >= MEMBERS_MAX then return false end
    of.size = of.size + 1
  end
  of.known[name] = true
  return true
end

-- The same for the categories of a day, which the hash of its activity has.
local function isCounted(category)
  local key = ACTIVITY_DAY .. day
  if #category > MEMBER_BYTES_MAX then return false end
  local of = names[key]
  if not of then
    of = {size = call('HLEN', key), known = {}}
    names[key] = of
  end
  if of.known[category] then return true end
  if call('HEXISTS', key, category) == 0 then
    if of.size >= CATEGORIES_MAX then return false end
    of.size = of.size + 1
  end
  of.known[category] = true
  return true
end

local CARDINALITY = {ZINCRBY = 'ZCARD', ZADD = 'ZCARD', SADD = 'SCARD', HINCRBY = 'HLEN', HSET = 'HLEN'}
local PRESENCE = {ZINCRBY = 'ZSCORE', ZADD = 'ZSCORE', SADD = 'SISMEMBER', HINCRBY = 'HEXISTS', HSET = 'HEXISTS'}

-- Those of the members that the key has room for, or has.
local function admitted(key, command, members)
  local max = (key == FEED_MESSAGES or key == FEED_LATEST) and FEEDS_MAX or MEMBERS_MAX
  local size, more, long = call(CARDINALITY[command], key), 0, false
  for member in pairs(members) do
    more = more + 1
    long = long or #member > MEMBER_BYTES_MAX
  end
  if size + more <= max and not long then return members end
  local kept = {}
  for member, value in pairs(members) do
    local found = #member <= MEMBER_BYTES_MAX and call(PRESENCE[command], key, member)
    if found and found ~= 0 then
      kept[member] = value
    elseif #member <= MEMBER_BYTES_MAX and size < max then
      size = size + 1
      kept[member] = value
    else
      drop(key, (command == 'ZINCRBY' or command == 'HINCRBY') and tonumber(value) or 1)
    end
  end
  return kept
end

local function gather(command, key)
  local entry = gathered[key]
  if not entry then
    entry = {command, {}, {}}
    gathered[key] = entry
  end
  entry[3][message] = true
  return entry[2]
end

local function add(command, key, member, count)
  local members = gather(command, key)
  members[member] = (members[member] or 0) + count
end

local function addDaily(command, key, member, count)
  add(command, key, member, count)
  if kept > 0 then expiries[key] = kept end
end

local function daily(key)
  if kept > 0 then expiries[key] = kept end
  return key
end

-- MISP-dashboard lets a counter live seven days from its last gain. Corrected: a window of fixed length, by the
-- messages' own times; what is older than the window is not of it.
local function gained(organisation, name, seconds)
  local key = organisation .. name
  if misp then
    local count = call('INCRBY', key, 1)
    expiries[key] = WEEK
    return count
  end
  local begun = begins[key]
  if begun == nil then
    begun = tonumber(call('HGET', WINDOWS, key) or '') or false
    begins[key] = begun
  end
  if not begun or now >= begun + seconds then
    call('HSET', WINDOWS, key, epoch)
    call('SET', key, '1', 'EX', seconds)
    begins[key] = now
    return 1
  end
  if now < begun then
    return tonumber(call('GET', key) or '0')
  end
  local count = call('INCRBY', key, 1)
  if count == 1 then call('EXPIRE', key, begun + seconds - now) end
  return count
end

local LIMITS = {2, 11, 20, 30, 40, 56, 72, 82, 92, 96, 100}

-- 12 for the first place of a category, 1 for the last percents, 0 for organisations that are not in it.
local function trophy(key, position)
  if not position then return 0 end
  if position == 0 then return 12 end
  local size = sizes[key]
  if not size then
    size = call('ZCARD', key)
    sizes[key] = size
  end
  local ratio = 100 * position / size
  for i = 1, 11 do
    if ratio <= LIMITS[i] then return 12 - i end
  end
  return 0
end

-- One more of a category that earns trophies: the trophy before and after. A place is known as long as no other organisation gains there.
local function climbed(key, organisation)
  local position
  if last[key] == organisation then
    position = places[key]
  else
    position = call('ZREVRANK', key, organisation)
    last[key] = organisation
  end
  local before = trophy(key, position)
  call('ZINCRBY', key, 1, organisation)
  if not position then sizes[key] = nil end
  if position ~= 0 then position = call('ZREVRANK', key, organisation) end
  places[key] = position
  return before, trophy(key, position)
end

local function award(organisationJson, what)
  local text = '{"org": ' .. organisationJson .. ', "award": ' .. what .. ', "epoch": ' .. epoch .. '}'
  if call('ZCARD', AWARDS .. day) < MEMBERS_MAX then
    call('ZADD', AWARDS .. day, epoch, text)
  else
    drop(AWARDS, 1)
  end
  expiries[AWARDS .. day] = WEEK
  call('PUBLISH', CHANNEL_AWARDS,
    '{"name": "CONTRIBUTION", "log": "' .. string.gsub(text, '[\\"]', '\\%0') .. '", "zmqName": ' .. feed .. '}')
end

-- Calls back with each requirement that this contribution fulfils, and the seconds it holds.
local function fulfilled(kind, points, labelled, week, month, hold)
  if kind == 'S' then
    if points >= 2 then hold(1, YEAR) end
    if points >= 16 and not misp then hold(4, MONTH) end
    if points >= 1024 and week > 10 then hold(10, WEEK) end
  elseif kind == 'A' then
    if points >= 4 then hold(2, YEAR) end
    if points >= 2048 and week > 10 then hold(11, WEEK) end
  elseif kind == 'D' then
    if misp or points >= 8 then hold(3, YEAR) end
    if not misp then
      if points >= 32 then hold(5, MONTH) end
      if points >= 4096 and week > 10 then hold(12, WEEK) end
    end
  elseif kind == 'E' then
    if points >= 64 then hold(6, YEAR) end
    if points >= 128 and month >= 1 then hold(7, MONTH) end
    if points >= 256 and week >= 1 then hold(8, WEEK) end
    if points >= 512 and labelled then hold(9, WEEK) end
    if points >= 8192 and week > 10 then hold(13, WEEK) end
    if points >= 16384 and week > 10 and labelled then hold(14, WEEK) end
  end
end

-- Awards for requirements that were not fulfilled before. MISP-dashboard compares states of all 16: 1 fulfilled,
-- 0 not but within the number of fulfilled ones, -1 beyond; and leaves out the one equal to that number.
local function requirementAwards(prefix, organisationJson, new)
  local keys = {}
  for i = 1, 16 do keys[i] = prefix .. REQUIREMENT .. i end
  local values = call('MGET', unpack(keys))
  local after, before = 0, 0
  for i = 1, 16 do
    if values[i] then
      after = after + 1
      if not new[i] then before = before + 1 end
    end
  end
  for i = 1, 16 do
    local awarded = new[i]
    if misp then
      local is = values[i] and 1 or (i <= after and 0 or -1)
      local was = (values[i] and not new[i]) and 1 or (i <= before and 0 or -1)
      awarded = is > was and i ~= after
    end
    if awarded then award(organisationJson, '["contribution_status", ' .. i .. ']') end
  end
end

local KINDS = {E = 'event', D = 'discussion', S = 'sighting'}

-- Over time, by category; what has none counts as what it is. Hours are kept for 35 days, days as long as other days.
local function active(category)
  local slots = ACTIVITY .. day
  add('HINCRBY', slots, math.floor(now / 300) .. '|' .. category, 1)
  expiries[slots] = 3024000
  addDaily('HINCRBY', ACTIVITY_DAY .. day, category, 1)
end

local function contributed(organisation, organisationJson, kind, points, category, categoryKind, labelled, text)
  if not hasRoom(CONTRIBUTORS, organisation) then
    drop(CONTRIBUTORS, 1)
    return
  end
  local counted = category == '' or isCounted(category)
  active(category ~= '' and (counted and category or 'other') or KINDS[kind] or 'other')
  if categoryKind ~= 'N' then
    addDaily('ZINCRBY', CONTRIBUTION_DAY .. day, organisation, points)
    if counted then
      addDaily('ZINCRBY', CONTRIBUTION_CATEGORY .. day .. ':' .. category, organisation, 1)
    else
      drop(CONTRIBUTION_CATEGORY, 1)
    end
    call('PUBLISH', CHANNEL_CONTRIBUTOR, text)
  end
  gather('SADD', CONTRIBUTORS)[organisation] = true
  gather('ZADD', CONTRIBUTION_LAST .. day)[organisation] = epoch
  expiries[CONTRIBUTION_LAST .. day] = WEEK
  local prefix = ORGANISATION .. organisation .. ':'
  local total = call('INCRBY', prefix .. POINTS, points)
  local before, after = 0, 0
  if categoryKind == 'T' then
    before, after = climbed(TROPHIES .. category, organisation)
  elseif counted then
    add('ZINCRBY', TROPHIES .. category, organisation, 1)
  end

  local week, month = 0, 0
  if kind == 'A' then
    week = gained(prefix, ATTRIBUTES_WEEK, WEEK)
  elseif kind == 'S' then
    week = gained(prefix, SIGHTINGS_WEEK, WEEK)
    addDaily('ZINCRBY', CONTRIBUTION_CATEGORY .. day .. ':sighting', organisation, 1)
  elseif kind == 'D' then
    if not misp then week = gained(prefix, PROPOSALS_WEEK, WEEK) end
    addDaily('ZINCRBY', CONTRIBUTION_CATEGORY .. day .. ':discussion', organisation, 1)
  elseif kind == 'E' then
    week = gained(prefix, EVENTS_WEEK, WEEK)
    month = gained(prefix, EVENTS_MONTH, MONTH)
  end

  local holds = held[prefix]
  if not holds then
    holds = {}
    held[prefix] = holds
  end
  local new
  fulfilled(kind, total, labelled, week, month, function(number, seconds)
    if holds[number] then return end
    if not call('SET', prefix .. REQUIREMENT .. number, '1', 'EX', seconds, 'GET') then
      new = new or {}
      new[number] = true
    end
    holds[number] = true
  end)
  if new then requirementAwards(prefix, organisationJson, new) end
  if after > before then award(organisationJson, '["trophy", ["' .. category .. '", ' .. after .. ']]') end
end

local function loggedIn(organisation)
  if not hasRoom(LOGIN_ORGANISATIONS, organisation) then
    drop(LOGIN_ORGANISATIONS, 1)
    return
  end
  local guard = LOGIN_HOUR .. day .. hour
  if call('SADD', guard, organisation) == 1 then
    call('EXPIRE', guard, 3600)
    call('SADD', daily(LOGIN_TIMES .. day), epoch)
  end
  addDaily('ZINCRBY', LOGINS .. day, organisation, 1)
  -- The set of a day has the name that the zset of such an organisation would have.
  if not string.find(organisation, '^%d%d%d%d%d%d%d%d$') then
    local times = LOGIN_TIMES .. organisation
    call('ZADD', times, epoch, epoch)
    local over = call('ZCARD', times) - MEMBERS_MAX
    if over > 0 then
      call('ZREMRANGEBYRANK', times, 0, over - 1)
      drop(LOGIN_TIMES, over)
    end
  end
  gather('SADD', LOGIN_ORGANISATIONS)[organisation] = true
end

local function line(key, text)
  local list = lists[key]
  if not list then
    list = {of = {}}
    lists[key] = list
  end
  list[#list + 1] = text
  list.of[message] = true
end

-- The effects of the message, from there up to there.
local function count(at, to)
  if at <= to and now > latest then latest = now end
  while at <= to do
    local effect = argv[at]
    if effect == 'g' then
      addDaily('ZINCRBY', argv[at + 1], argv[at + 2], 1)
      at = at + 3
    elseif effect == 'c' then
      contributed(argv[at + 1], argv[at + 2], argv[at + 3], argv[at + 4], argv[at + 5], argv[at + 6],
        argv[at + 7] == '1', argv[at + 8])
      at = at + 9
    elseif effect == 'l' then
      call('PUBLISH', argv[at + 1], argv[at + 2])
      line(argv[at + 3], argv[at + 4])
      at = at + 5
    elseif effect == 'n' then
      addDaily('INCRBY', argv[at + 1], '', 1)
      at = at + 2
    elseif effect == 'r' then
      local places, member = argv[at + 1], argv[at + 4]
      if #member <= MEMBER_BYTES_MAX
          and (call('ZCARD', places) < MEMBERS_MAX or call('ZSCORE', places, member)) then
        call('GEOADD', daily(places), argv[at + 2], argv[at + 3], member)
      else
        drop(places, 1)
      end
      at = at + 5
    elseif effect == 'p' then
      call('PUBLISH', argv[at + 1], argv[at + 2])
      at = at + 3
    elseif effect == 'u' then
      loggedIn(argv[at + 1])
      at = at + 2
    elseif effect == 'h' then
      if call('SISMEMBER', LOGIN_HOUR .. day .. hour, argv[at + 1]) == 0 then loggedIn(argv[at + 1]) end
      at = at + 2
    elseif effect == 'd' then
      call('SELECT', argv[at + 1])
      call('SET', DIAGNOSTIC, argv[at + 2])
      call('SELECT', argv[at + 3])
      at = at + 4
    else
      error('unknown effect')
    end
  end
end

-- Members and values as the arguments of one command: of this call's messages, so there are not too many.
local function write(key, command, given)
  if command == 'INCRBY' then
    call(command, key, given[''])
    return
  end
  local members = admitted(key, command, given)
  if command == 'SADD' then
    local arguments, size = {}, 0
    for member in pairs(members) do
      size = size + 1
      arguments[size] = member
    end
    if size > 0 then call(command, key, unpack(arguments)) end
  elseif command == 'ZADD' then
    local arguments, size = {}, 0
    for member, score in pairs(members) do
      arguments[size + 1], arguments[size + 2] = score, member
      size = size + 2
    end
    if size > 0 then call(command, key, unpack(arguments)) end
  elseif command == 'HSET' then
    for member, value in pairs(members) do
      if value > tonumber(call('HGET', key, member) or '0') then call(command, key, member, value) end
    end
  elseif command == 'HINCRBY' then
    for member, value in pairs(members) do call(command, key, member, value) end
  else
    for member, value in pairs(members) do call(command, key, value, member) end
  end
end

local function push(key, texts)
  local from = math.max(1, #texts - LIST_MAX + 1)
  if call('LPUSH', key, unpack(texts, from)) > LIST_MAX then call('LTRIM', key, 0, LIST_MAX - 1) end
end

local results, failure = {}, nil

-- Redis refuses every write in this state; the first write below meets that before anything is done.
local STATES = {'OOM', 'MISCONF', 'READONLY', 'NOREPLICAS', 'MASTERDOWN', 'CLUSTERDOWN', 'LOADING'}

local function isState(reason)
  for _, state in ipairs(STATES) do
    if string.find(reason, state, 1, true) then return true end
  end
  return false
end

-- Whether it worked. What a key has by type or value is a fact about those messages, which are passed over: to try them
-- again would hold up all behind them. A state of Redis ends this call, and the next one begins with the message that failed.
local function try(of, ...)
  local worked, problem = pcall(...)
  if worked then return true end
  local reason = tostring(type(problem) == 'table' and problem.err or problem)
  if isState(reason) then
    failure = reason
  else
    for number in pairs(of) do results[number] = -2 end
  end
  return false
end

local partition = argv[1]
local stored = tonumber(call('HGET', OFFSETS, partition) or '-1')
local expected = tonumber(argv[2])
local at, size, number, begun = 8, #argv, 0, false
while at <= size do
  local offset, to = tonumber(argv[at]), at + 5 + tonumber(argv[at + 5])
  number = number + 1
  if stored > offset then
    results[number] = 0
  elseif stored ~= expected then
    results[number] = -1
  else
    -- The first write changes nothing. When Redis takes no writes (maxmemory, a failed snapshot), this one is refused, before
    -- anything is counted or published; once it went through, Redis lets a script write to its end.
    if not begun then
      call('HSET', OFFSETS, partition, stored)
      begun = true
    end
    message, epoch, day, hour, feed = number, argv[at + 1], argv[at + 2], argv[at + 3], argv[at + 4]
    now = tonumber(epoch)
    results[number] = 1
    try({[number] = true}, count, at + 6, to)
    if failure then break end
    if results[number] == 1 and at + 6 <= to then
      add('HINCRBY', FEED_MESSAGES, feed, 1)
      local newest = gather('HSET', FEED_LATEST)
      if now > (newest[feed] or 0) then newest[feed] = now end
    end
    stored = offset + 1
  end
  expected = offset + 1
  at = to + 1
end

for key, entry in pairs(gathered) do
  if not try(entry[3], write, key, entry[1], entry[2]) then expiries[key] = nil end
end
for key, texts in pairs(lists) do try(texts.of, push, key, texts) end
for key, seconds in pairs(expiries) do call('EXPIRE', key, seconds) end
if latest > 0 and latest > tonumber(call('GET', LATEST) or '0') then call('SET', LATEST, latest) end
if stored >= 0 then call('HSET', OFFSETS, partition, stored) end
for name, count in pairs(dropped) do call('HINCRBY', DROPPED, name, count) end
if failure then error(failure) end
results[number + 1] = droppedAll
return results
