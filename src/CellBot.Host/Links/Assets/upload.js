// Sends files in pieces. How far each one is, the server knows: after a broken connection it is asked, and the file goes on from there.
(() => {
  const at = location.pathname.replace(/\/$/, '');
  const { piece, most, megabytes } = document.body.dataset;
  const [list, status, again, send, camera] = ['list', 'status', 'again', 'send', 'camera'].map(id => document.getElementById(id));
  const items = []; // in the order in which they are handed in
  let pictures = 0, working = false, ended = false, wake = () => {};
  document.documentElement.classList.add('js');

  // The same file gets the same key, so that choosing it again after a reload goes on where it stopped.
  const keyOf = file => {
    let a = 0xdeadbeef, b = 0x41c6ce57;
    for (const letter of `${file.name}|${file.size}|${file.lastModified}`) {
      const code = letter.codePointAt(0);
      a = Math.imul(a ^ code, 2654435761);
      b = Math.imul(b ^ code, 1597334677);
    }
    a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
    b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
    return [a, b].map(half => (half >>> 0).toString(16).padStart(8, '0')).join('');
  };

  const element = (tag, className, text) => Object.assign(document.createElement(tag), { className, textContent: text ?? '' });
  const build = item => {
    const row = item.row = element('li', '');
    row.dataset.testid = 'item';
    if (item.file && item.file.type.startsWith('image/')) {
      item.picture = element('img', 'picture');
      item.picture.alt = '';
      item.picture.src = URL.createObjectURL(item.file);
    } else {
      item.picture = element('span', 'picture', /\.(docx|pdf)$/i.test(item.name) ? item.name.split('.').pop().toUpperCase() : 'Ảnh');
    }
    item.bar = document.createElement('progress');
    item.told = element('span', 'words');
    const drop = element('button', 'drop', 'Bỏ');
    drop.type = 'button';
    drop.setAttribute('aria-label', `Bỏ ${item.name}`);
    drop.addEventListener('click', () => remove(item));
    row.append(item.picture, element('span', 'name', item.name), drop, item.told, item.bar);
    list.append(row);
  };
  const show = item => {
    item.row.className = item.state;
    const percent = item.size ? Math.floor(item.received / item.size * 100) : 0;
    item.told.textContent = item.state !== 'coming' ? item.words : item.file ? `Đang tải lên ${percent}%` : `Mới tải được ${percent}%. Xin chọn lại tệp này để gửi tiếp, hoặc bấm Bỏ.`;
    item.bar.max = item.size || 1;
    item.bar.value = item.received;
    item.bar.hidden = item.state !== 'coming';
    const good = items.filter(each => each.state === 'good').length;
    const open = items.some(each => each.state === 'coming');
    send.disabled = good === 0 || open || ended;
    const sending = items.some(each => each.state === 'coming' && each.file);
    camera.textContent = items.length > 0 ? 'Chụp trang tiếp theo' : 'Chụp ảnh trang giấy';
    send.textContent = sending ? 'Đang tải lên, xin đợi' : open ? 'Còn tệp chưa tải xong' : good > 0 ? `Đã đủ, gửi ${good} tệp` : 'Gửi';
  };
  const remove = item => {
    items.splice(items.indexOf(item), 1);
    item.gone = true;
    item.row.remove();
    if (items.length) show(items[0]); else { send.disabled = true; send.textContent = 'Gửi'; camera.textContent = 'Chụp ảnh trang giấy'; }
    wake();
    if (item.state !== 'bad') call('/drop', { method: 'POST', headers: { 'X-File': item.key } }).catch(() => {});
  };

  // An answer, or an error for whatever may be better in a moment. A link that is dead shows its page.
  const call = async (path, options = {}) => {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), 60000);
    try {
      const answer = await fetch(at + path, { ...options, signal: late.signal, cache: 'no-store' });
      if (answer.status === 404 || answer.status === 410) { ended = true; location.reload(); await new Promise(() => {}); }
      if (answer.status === 429 || answer.status >= 500) throw new Error(String(answer.status));
      return answer;
    } finally {
      clearTimeout(timer);
    }
  };
  const learn = (item, now) => { Object.assign(item, { received: now.received, state: now.state, words: now.words }); if (!item.gone) show(item); };

  const sendOne = async item => {
    while (item.state === 'coming' && !item.gone) {
      let bytes;
      try {
        bytes = await item.file.slice(item.received, item.received + Number(piece)).arrayBuffer();
      } catch {
        learn(item, { received: 0, state: 'bad', words: 'Không đọc được tệp này trên máy. Xin bấm Bỏ rồi chọn lại.' });
        return;
      }
      const answer = await call('/piece', {
        method: 'POST', body: bytes,
        headers: { 'Content-Type': 'application/octet-stream', 'X-File': item.key, 'X-Name': encodeURIComponent(item.name), 'X-Size': item.size, 'X-Offset': item.received },
      });
      if (!answer.ok) { learn(item, { received: 0, state: 'bad', words: 'Không gửi được tệp này. Xin bấm Bỏ rồi chọn lại.' }); return; }
      learn(item, await answer.json());
    }
  };
  const askHowFar = async () => {
    for (const now of await (await call('/files')).json()) {
      const item = items.find(each => each.key === now.key);
      if (item && item.state === 'coming') learn(item, now);
    }
  };
  const pause = seconds => new Promise(resolve => { wake = resolve; setTimeout(resolve, seconds * 1000); });

  const work = async () => {
    if (working) return;
    working = true;
    for (let failures = 0, item; (item = items.find(each => each.state === 'coming' && each.file));) {
      try {
        if (failures) await askHowFar();
        await sendOne(item);
        failures = 0;
        status.textContent = '';
        again.hidden = true;
      } catch {
        failures++;
        status.textContent = 'Mất kết nối. Có mạng trở lại, trang sẽ tự gửi tiếp. Xin để trang này mở.';
        again.hidden = false;
        await pause(Math.min(2 ** failures, 15));
      }
    }
    status.textContent = '';
    again.hidden = true;
    working = false;
  };

  const add = files => {
    status.textContent = '';
    for (const file of files) {
      const key = keyOf(file);
      const known = items.find(each => each.key === key);
      if (known) { if (!known.file) { known.file = file; show(known); } continue; }
      if (items.filter(each => each.state !== 'bad').length >= Number(most)) { status.textContent = `Mỗi lần gửi nhiều nhất ${most} tệp.`; break; }
      const isPicture = file.type.startsWith('image/');
      if (isPicture) pictures++;
      const item = { key, file, name: isPicture ? `Ảnh ${pictures}` : file.name, size: file.size, received: 0, state: 'coming', words: '' };
      if (file.size > megabytes * 1048576) {
        item.state = 'bad';
        item.words = `Không gửi được: nặng ${(file.size / 1048576).toFixed(1).replace('.', ',')} MB, trợ lý nhận được đến ${megabytes} MB. Xin chụp ảnh từng trang.`;
      }
      items.push(item);
      build(item);
      show(item);
    }
    work();
  };
  for (const input of document.querySelectorAll('input[type=file]'))
    input.addEventListener('change', () => { add([...input.files]); input.value = ''; });
  again.addEventListener('click', () => wake());
  addEventListener('online', () => wake());

  send.addEventListener('click', async () => {
    if (ended) return;
    send.disabled = true;
    send.textContent = 'Đang gửi…';
    for (let failures = 0; ;) {
      try {
        const answer = await call('/done', { method: 'POST', body: items.filter(each => each.state === 'good').map(each => each.key).join(',') });
        ended = true;
        if (!answer.ok) { location.reload(); return; }
        document.getElementById('work').hidden = true;
        document.getElementById('done').hidden = false;
        scrollTo(0, 0);
        return;
      } catch {
        status.textContent = 'Chưa gửi được. Trang sẽ tự thử lại, xin để trang này mở.';
        again.hidden = false;
        await pause(Math.min(2 ** ++failures, 15));
      }
    }
  });
  addEventListener('beforeunload', event => { if (!ended && items.some(each => each.state !== 'bad')) event.preventDefault(); });

  // What came before this page was opened again.
  (async () => {
    try {
      for (const now of await (await call('/files')).json()) {
        if (now.state === 'bad' || items.some(each => each.key === now.key)) continue;
        const item = { ...now, file: null };
        pictures = Math.max(pictures, Number(/^Ảnh (\d+)$/.exec(now.name)?.[1] ?? 0));
        items.push(item);
        build(item);
        show(item);
      }
    } catch { /* the first piece will tell */ }
  })();
})();
