using System.Text;
using CellBot.Domain.Records;
using CellBot.Storage.Engines;
using CellBot.Storage.Records;

namespace CellBot.Storage.Tests.Records;

/// <summary>Documents of other releases.</summary>
public sealed class SchemaTests : StoreTest
{
    private static readonly Index<Duty> BySent = new("by_sent", duty => duty.SentAt?.ToString("yyyy-MM-dd"));

    [Fact]
    public async Task An_older_document_is_upgraded_when_it_is_read_and_written_in_the_new_shape()
    {
        await Put(new Letter("letter/1", "member/1", "thư cũ"));
        var asked = new List<int>();
        var second = Samples.LettersOf(2, (document, from) =>
        {
            asked.Add(from);
            document["text"] = $"{document["text"]} (nâng cấp)";
            return document;
        });

        await Reopen(second);
        Assert.Equal("thư cũ (nâng cấp)", (await Get<Letter>("letter/1"))!.Text);
        Assert.Equal([1], asked);
        Assert.Equal(1, await SchemaOf("letter/1"));

        await Put(new Letter("letter/1", "member/1", "thư mới"));
        Assert.Equal(2, await SchemaOf("letter/1"));
        Assert.Equal("thư mới", (await Get<Letter>("letter/1"))!.Text);
    }

    [Fact]
    public async Task An_upgrade_can_rename_what_the_present_shape_calls_otherwise()
    {
        await Write(Samples.Duties.Documents, new StoredDocument("duty/1", 1, 1, """{"id":"duty/1","person":"member/1"}"""u8.ToArray(), [null, null]));

        await Reopen(new RecordType<Duty>("duty", 2, [Duty.ByMember, Duty.ByDue], upgrade: (document, _) => Samples.Rename(document, "person", "member")));
        Assert.Equal("member/1", (await Get<Duty>("duty/1"))!.Member);
    }

    [Fact]
    public async Task A_release_stops_at_start_before_what_a_newer_one_wrote()
    {
        await Reopen(Samples.LettersOf(3, (document, _) => document));
        await Put(new Letter("letter/1", "member/1", "thư"));
        await Store.DisposeAsync();

        var refusal = await Assert.ThrowsAsync<StoreTooNewException>(() => Open(Samples.LettersOf(2, (document, _) => document)));
        Assert.Contains("letter", refusal.Message);

        Store = await Open(Samples.LettersOf(3, (document, _) => document));
        Assert.Equal("thư", (await Get<Letter>("letter/1"))!.Text);
    }

    [Fact]
    public async Task A_document_from_a_newer_node_is_refused_when_it_is_read()
    {
        await Write(Samples.Duties.Documents, new StoredDocument("duty/1", 1, 2, """{"id":"duty/1","member":"m"}"""u8.ToArray(), [null, null]));

        Assert.False(Store.Outgrown.IsCompleted);
        var refusal = await Assert.ThrowsAsync<StoreTooNewException>(() => Get<Duty>("duty/1"));
        Assert.Equal("The stored duty has schema version 2, written by a newer release of CellBot; this release reads up to 1. Install that release.", refusal.Message);
        Assert.Same(refusal, await Store.Outgrown);
    }

    [Fact]
    public async Task Unknown_members_are_passed_over_and_broken_documents_are_not()
    {
        await Write(Samples.Duties.Documents, new StoredDocument("duty/1", 1, 1, """{"màu":"đỏ","id":"duty/1","member":"m","more":[{}]}"""u8.ToArray(), [null, null]));
        await Write(Samples.Duties.Documents, new StoredDocument("duty/2", 1, 1, """{"id":"duty/2","member":"m"""u8.ToArray(), [null, null]));

        Assert.Equal("m", (await Get<Duty>("duty/1"))!.Member);
        Assert.Contains("duty/duty/2", (await Assert.ThrowsAsync<StoreUnreadableException>(() => Get<Duty>("duty/2"))).Message);
    }

    [Fact]
    public async Task A_new_index_is_built_at_the_next_start()
    {
        var session = Store.Open();
        for (var i = 0; i < 1100; i++)
            session.Put(new Duty($"{i:0000}", "member/1", SentAt: new DateTimeOffset(2026, 11, 1 + (i % 2), 8, 0, 0, TimeSpan.Zero)));
        await session.Commit();

        await Reopen(new RecordType<Duty>("duty", 1, [Duty.ByMember, BySent]));
        Assert.Equal([new KeyCount("2026-11-01", 550), new KeyCount("2026-11-02", 550)], await Store.Open().Tally(BySent, ""));
        Assert.Equal(1000, (await Store.Open().Find(Duty.ByMember, "member/1")).Count);

        await Put(new Duty("new", "member/1", SentAt: new DateTimeOffset(2026, 11, 3, 8, 0, 0, TimeSpan.Zero)));
        Assert.Equal("new", Assert.Single(await Store.Open().Find(BySent, "2026-11-03")).Id);
    }

    [Fact]
    public async Task Building_an_index_keeps_encrypted_words_and_passes_over_the_erased()
    {
        await Put(new Letter("letter/1", "member/1", "thư một"), new Letter("letter/2", "member/2", "thư hai"));
        var session = Store.Open();
        session.EraseKey("member/1");
        await session.Commit();

        var byStage = new Index<Letter>("by_stage", letter => letter.Stage.ToString());
        await Reopen(new RecordType<Letter>("letter", 1, [Letter.ByWriter, byStage]));
        Assert.Equal("thư hai", Assert.Single(await Store.Open().Find(byStage, "")).Text);
    }

    [Fact]
    public void A_catalog_refuses_two_types_of_one_name_and_names_that_cannot_be_tables()
    {
        Assert.Throws<ArgumentException>(() => new RecordCatalog([Samples.Duties, new RecordType<Letter>("duty", 1, [])]));
        Assert.Throws<ArgumentException>(() => new RecordCatalog([new RecordType<Letter>("person_key", 1, [])]));
        Assert.Throws<ArgumentException>(() => Samples.LettersOf(2));
        Assert.Throws<ArgumentException>(() => new DocumentType("Drop table"));
        Assert.Throws<ArgumentException>(() => new DocumentType("a", "id"));
        Assert.Throws<ArgumentException>(() => new DocumentType("a", "b", "b"));
    }

    [Fact]
    public async Task Enums_are_stored_by_name_and_nothing_empty_or_computed()
    {
        await Put(new Duty("duty/1", "đồng chí <Năm>"));
        var document = (await Store.Engine.Get(Samples.Duties.Documents, ["duty/1"], default)).Single();
        Assert.Equal("""{"member":"đồng chí <Năm>","id":"duty/1"}""", Encoding.UTF8.GetString(document.Body.Span));

        var json = new RecordJson();
        Assert.Equal("""{"writer":"m","text":"t","stage":"Sent","id":"a"}""", System.Text.Json.JsonSerializer.Serialize(new Letter("a", "m", "t", Stage.Sent), json.Options));
    }

    private async Task<int> SchemaOf(string id) => (await Store.Engine.Get(Samples.Letters.Documents, [id], default)).Single().SchemaVersion;

    private async Task Write(DocumentType type, StoredDocument document)
    {
        var writes = new WriteSet();
        writes.Put(type, document, expectedVersion: 0);
        Assert.Equal(CommitResult.Done, await Store.Engine.Commit(writes, default));
    }
}
