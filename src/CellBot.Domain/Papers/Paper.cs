namespace CellBot.Domain.Papers;

/// <summary>Who may come to see a printed document besides the person who asked for it; decides what must not stand in it.</summary>
public enum PaperReader
{
    /// <summary>Secretary and deputy alone.</summary>
    Secretary,
    /// <summary>The person it is about, and those who lead the cell.</summary>
    Person,
    /// <summary>The whole cell, guests, the committee above.</summary>
    Everyone,
}

/// <summary>One file to print or to open in a spreadsheet program.</summary>
/// <param name="Name">Without diacritics, names of people and ending: "dangky-2027-chibo-khuvuc3-20261120".</param>
/// <param name="Sheets">Each begins on a page of its own with its own numbering; most files have one.</param>
public sealed record PaperFile(string Name, IReadOnlyList<Paper> Sheets)
{
    /// <summary>The same as a table for a spreadsheet program, where the document is a list.</summary>
    public Ledger? Ledger { get; init; }

    /// <summary>In place of sheets: cards to cut.</summary>
    public InvitationCards? Cards { get; init; }

    /// <summary>Files that go with it as they are: what the person once sent in.</summary>
    public IReadOnlyList<Conversations.Attachment> Along { get; init; } = [];
}

/// <summary>What stands on paper, from head to foot; how it is set is the writer's matter. A draft for signature.</summary>
public sealed record Paper
{
    public required Letterhead Head { get; init; }
    /// <summary>In capitals: "BÁO CÁO".</summary>
    public required string Title { get; init; }
    /// <summary>Bold lines under the title.</summary>
    public IReadOnlyList<string> Abstract { get; init; } = [];
    /// <summary>In italics under the abstract: of when the figures are.</summary>
    public string? Note { get; init; }
    public required IReadOnlyList<Block> Blocks { get; init; }
    /// <summary>At the foot of each page; null: none.</summary>
    public string? Foot { get; init; }
    public bool IsLandscape { get; init; }
    public required PaperReader For { get; init; }
}

/// <summary>The head of a Party document.</summary>
/// <param name="Above">The direct superior body, in capitals.</param>
/// <param name="Issuer">The issuing body, in capitals.</param>
/// <param name="Number">"Số   -BC/CB"; null for personal documents.</param>
/// <param name="Place">Where it is signed: "Cần Thơ".</param>
/// <param name="Day">Of the signature.</param>
public sealed record Letterhead(string Above, string Issuer, string? Number, string Place, DateOnly Day)
{
    public const string Party = "ĐẢNG CỘNG SẢN VIỆT NAM";

    /// <summary>Over the place and date, the last line with its rule. Documents of people outside the Party do not carry its title.</summary>
    public IReadOnlyList<string> Right { get; init; } = [Party];
}

/// <summary>A stretch of words.</summary>
/// <param name="IsOwn">Somebody's own words, not the program's.</param>
public sealed record Words(string Text, bool Bold = false, bool Italic = false, bool Underlined = false, bool IsOwn = false)
{
    public static implicit operator Words(string text) => new(text);

    /// <summary>What a person wrote.</summary>
    public static Words Own(string text) => new(text, IsOwn: true);
}

/// <summary>A part of the body. A closed set.</summary>
public abstract record Block;

public enum Align { Body, Flush, Centre, Right }

/// <summary>A paragraph; <see cref="Align.Body"/> is justified with its first line indented.</summary>
public sealed record Para(IReadOnlyList<Words> Words, Align At = Align.Body) : Block
{
    public Para(params Words[] words) : this((IReadOnlyList<Words>)words) { }
}

/// <summary>I, II: bold, in the order of the document.</summary>
public sealed record Heading(string Text, int Level = 1) : Block;

/// <summary>Lines of dots to write on by hand.</summary>
public sealed record Dots(int Lines) : Block;

/// <summary>"Ngày sinh: ………": the caption, then what is known; dots to the margin for the rest.</summary>
public sealed record Field(string Caption, string? Value) : Block;

/// <summary>A table with a head row that is repeated on every page.</summary>
public sealed record Grid(IReadOnlyList<GridColumn> Columns, IReadOnlyList<GridRow> Rows) : Block;

/// <param name="Width">Relative to the other columns.</param>
public sealed record GridColumn(string Head, int Width, bool Centred = false);

public sealed record GridRow(IReadOnlyList<GridCell> Cells, bool Bold = false);

/// <param name="Text">Plain words or figures.</param>
public sealed record GridCell(string Text)
{
    public bool IsOwn { get; init; }
    /// <summary>The cells below it that go on belong to it.</summary>
    public bool Starts { get; init; }
    /// <summary>Belongs to the cell above it.</summary>
    public bool GoesOn { get; init; }
    /// <summary>How many columns it takes.</summary>
    public int Across { get; init; } = 1;

    public static implicit operator GridCell(string text) => new(text);
    public static implicit operator GridCell(int number) => new(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
    public static GridCell Own(string? text) => new(text ?? "") { IsOwn = true };
    public static readonly GridCell Above = new("") { GoesOn = true };
}

/// <summary>The blocks for signatures, left and right; kept together on one page.</summary>
public sealed record Signing(SignatureBlock? Left, SignatureBlock Right) : Block;

/// <summary>"T/M CHI BỘ", "BÍ THƯ", room to sign, the name.</summary>
/// <param name="Name">Null: dots.</param>
public sealed record SignatureBlock(IReadOnlyList<string> Lines, string? Name)
{
    /// <summary>Instead of a signature: "Nơi nhận:" and who gets the document.</summary>
    public IReadOnlyList<string>? Recipients { get; init; }
    /// <summary>A small line below the name: "Lưu CB."; null: none.</summary>
    public string? Below { get; init; }
}

/// <summary>A photographed page, as large as the page allows. On a page of its own.</summary>
public sealed record Picture(string FileId, string Caption) : Block;

/// <summary>What follows begins a new page.</summary>
public sealed record NewPage : Block;

/// <summary>A list for a spreadsheet program.</summary>
/// <param name="Name">Of the sheet, at most 31 characters.</param>
/// <param name="Rows">Text, <see cref="long"/>, <see cref="DateOnly"/> or null.</param>
public sealed record Ledger(string Name, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows);

/// <summary>Invitations to print and cut, one card a person.</summary>
/// <param name="ContactName">Whom people call when the code does not work.</param>
/// <param name="ContactPhone">Null: not to be shown.</param>
public sealed record InvitationCards(string Cell, string? ContactName, string? ContactPhone, IReadOnlyList<InvitationCard> Cards);

/// <param name="Code">As it is shown: 4827 1936.</param>
/// <param name="Link">Opens the chat with the code in it; null: the code is typed.</param>
public sealed record InvitationCard(string Name, string Code, string? Link);
