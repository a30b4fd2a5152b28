using CellBot.Domain.Meetings;
using CellBot.Domain.Papers;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.Domain.Study;
using static CellBot.EndToEnd.Conformance.Place;

namespace CellBot.EndToEnd.Conformance;

/// <summary>
/// What every channel must be able to carry: each flow of the product from its first word to its end, with only what the channel can do. A new channel brings a
/// <see cref="Place"/> and derives from this.
/// </summary>
public abstract class ChannelConformance
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 8, 30, 0, TimeSpan.FromHours(7));

    internal abstract Place NewPlace();

    [Fact]
    public Task Somebody_joins_by_a_code_and_agrees() => In(async place =>
    {
        await place.Says(Tin, "4827 193", "Mã mời có 8 chữ số, trợ lý nhận được 7.");
        await place.Says(Tin, InviteDigits, $"Đây có phải là đồng chí {Tin}, Chi bộ Khu vực 3?");
        await place.Chooses(Tin, "Đúng là tôi", "Việc đồng ý là tự nguyện");
        await place.Chooses(Tin, "Đọc đầy đủ", "THÔNG BÁO VỀ DỮ LIỆU CÁ NHÂN");
        await place.Chooses(Tin, "Tôi đồng ý", "đã kết nối xong");
        Assert.Equal(place.AccountOf(Tin), (await place.All<Participant>()).Single(person => person.FullName == Tin).Consent?.AccountId);

        await place.Says(Tin, "menu", "Đồng chí Tín cần việc gì?");
    });

    [Fact]
    public Task Somebody_asks_what_is_owed() => In(async place =>
    {
        await place.Says(Bich, "việc của tôi", "đăng ký năm 2027", "thu hoạch “Nghị quyết chuyên đề quý IV”");
        await place.Says(Bich, "mấy giờ họp?", "Hiện chưa có lịch họp mới");
    });

    [Fact]
    public Task A_pledge_is_registered_and_confirmed() => In(async place =>
    {
        await Pledge(place);
        var pledge = Assert.Single(await place.All<Pledge>());
        Assert.Equal((PledgeStatus.Submitted, "DK27-06"), (pledge.Status, pledge.Receipt));

        await place.GoTo(Monday);
        place.Heard(Loan, "Có 1 bản chờ đồng chí Loan xem: Đỗ Phương Bích.");
        await place.Chooses(Loan, "Xem bản đầu tiên", "Đỗ Phương Bích, đăng ký năm 2027");
        await place.Chooses(Loan, "Xác nhận", "Đã xác nhận bản của Đỗ Phương Bích");
        place.Heard(Bich, "Đồng chí Đinh Hồng Loan đã xác nhận bản đăng ký năm 2027 của đồng chí Bích");
    });

    [Fact]
    public Task Behaviour_25_a_copy_of_ones_data_comes_and_consent_is_withdrawn() => In(async place =>
    {
        await Pledge(place);
        await place.Says(Bich, "dữ liệu của tôi", "thông tin trong danh sách chi bộ, 1 bản đăng ký");
        await place.Chooses(Bich, "Nhận bản sao", "Gửi vào đây?");
        await place.Chooses(Bich, "Gửi bản sao", "theo luật chậm nhất ngày 30/11/2026");
        await place.GoTo(place.Now.AddMinutes(1));
        place.Heard(Bich, "Bản sao dữ liệu của đồng chí Bích");
        Assert.NotNull(Assert.Single(await place.All<PaperOrder>()).FileId);

        await place.Says(Bich, "rút đồng ý", "Rút đồng ý thì trợ lý ngừng nhắn ngay");
        await place.Chooses(Bich, "Rút đồng ý", "Đã rút đồng ý lúc");
        await place.GoTo(Monday);
        place.Heard(Loan, "Đồng chí Đỗ Phương Bích không dùng trợ lý.");
        await place.Says(Loan, "chờ xem", "Không còn bản nào chờ");
        await place.Says(Bich, "menu", "Việc đồng ý là tự nguyện");
    });

    [Fact]
    public Task Behaviour_25_what_somebody_wrote_is_erased_on_request() => In(async place =>
    {
        await Pledge(place);
        await place.Says(Bich, "xóa dữ liệu", "không lấy lại được");
        await place.Chooses(Bich, "Đề nghị xóa", "chậm nhất ngày 10/12/2026");
        await place.GoTo(place.Now.AddMinutes(1));
        place.Heard(Loan, "Đỗ Phương Bích không dùng trợ lý và đề nghị xóa dữ liệu của mình.");
        await place.Chooses(Loan, "Xóa bây giờ", "Xóa rồi không lấy lại được");
        await place.Chooses(Loan, "Xóa", "Đã xóa dữ liệu của Đỗ Phương Bích");
        await place.GoTo(place.Now.AddMinutes(1));
        place.Heard(Bich, "Dữ liệu đã được xóa theo đề nghị ngày 20/11/2026.");
        Assert.Empty(await place.All<Pledge>());
        Assert.Null((await place.All<Participant>()).Single(person => person.FullName == Bich).Consent);
        await place.Says(Bich, "menu", "Xin nhắn mã mời");
    });

    [Fact]
    public Task Behaviour_04_handing_in_twice_is_one_receipt_and_a_friendly_word() => In(async place =>
    {
        await Pledge(place);
        await place.ChoosesOn(Bich, "Bước 3/3", "Gửi", "không cần gửi lại");
        Assert.Equal(1, place.TimesSeen(Bich, "Biên nhận DK27-06"));
        Assert.Equal(1, Assert.Single(await place.All<Pledge>()).Revision);
    });

    [Fact]
    public Task Behaviour_05_what_is_over_does_nothing_and_shows_what_is_now() => In(async place =>
    {
        await place.Says(Bich, "đăng ký", "Đăng ký năm 2027: 3 bước");
        await place.Chooses(Bich, "Bắt đầu", "Bước 1/3");
        await place.Chooses(Bich, "Tôi cam kết", "Bước 2/3, việc thứ 1");
        if (place.HasButtons)
            await place.ChoosesOn(Bich, "Đăng ký năm 2027: 3 bước", "Bắt đầu", "Nút này thuộc một bước đã kết thúc", "Bước 2/3, việc thứ 1");
        else
            await place.Says(Bich, "44", "Xin nhắn một số từ 1 đến"); // a number always means the newest screen
        await place.GoOn(TimeSpan.FromMinutes(45));
        await place.Says(Bich, "menu", "Đồng chí Bích cần việc gì?");
        await place.Says(Bich, "đăng ký", "Bước 2/3, việc thứ 1"); // what was begun is where it was left
        Assert.Empty(await place.All<Pledge>());
    });

    [Fact]
    public Task Behaviour_09_a_question_in_the_middle_is_answered_and_the_open_one_repeated() => In(async place =>
    {
        await place.Says(Bich, "đăng ký", "Đăng ký năm 2027: 3 bước");
        await place.Chooses(Bich, "Bắt đầu", "Bước 1/3");
        await place.Says(Bich, "mấy giờ họp?", "Hiện chưa có lịch họp mới", "Trở lại việc đang làm:\nBước 1/3.");
        await place.Chooses(Bich, "Tôi cam kết", "Bước 2/3, việc thứ 1");
    });

    [Fact]
    public Task Behaviour_11_digits_and_words_are_enough_for_everything() => In(async place =>
    {
        foreach (var words in new[] { "đăng ký", "1", "1", "4", "tôi tự viết", "Tiếp công dân đúng giờ vào thứ Hai", "1", "30/11", "3" })
            await place.Says(Bich, words);
        await place.Says(Bich, "2", "Biên nhận DK27-06");
        foreach (var words in new[] { "nộp thu hoạch", "2", "Tôi tâm đắc nhất phần xây dựng chi bộ vững mạnh", "xong", "Việc tiếp dân làm tốt", "xong", "Tôi sẽ học thêm", "xong", "không có" })
            await place.Says(Bich, words);
        await place.Says(Bich, "2", "Biên nhận TH4-06");
        await place.Says(Loan, "chờ xem", "Đỗ Phương Bích");
        await place.Says(Loan, "2");
        await place.Says(Loan, "1");
        await place.Says(Loan, "2");
        Assert.Equal(PledgeStatus.Approved, Assert.Single(await place.All<Pledge>()).Status);
        Assert.Equal(ReflectionStatus.Accepted, Assert.Single(await place.All<Reflection>()).Status);
    });

    [Fact]
    public Task Behaviour_12_photos_and_a_document_are_one_reflection_returned_and_then_accepted() => In(async place =>
    {
        await place.SendsPhotos(Lien, 2, "Đã nhận 2 ảnh. Đây là bài thu hoạch “Nghị quyết chuyên đề quý IV” ạ?");
        await place.Chooses(Lien, "Đúng, còn gửi tiếp");
        await place.SendsDocument(Lien, "thu-hoach.docx", 4, "thu-hoach.docx");
        await place.Says(Lien, "xong", "có đề xuất, kiến nghị gì không?");
        await place.Chooses(Lien, "Không có", "2 trang ảnh, thu-hoach.docx, 4 trang, không có kiến nghị");
        await place.Chooses(Lien, "Gửi", "Đã nhận bài thu hoạch của đồng chí Liên", "Biên nhận TH4-05");
        await place.Says(Lien, "tôi nộp chưa nhỉ", "số biên nhận TH4-05");

        await place.GoTo(Monday);
        place.Heard(Loan, "Có 1 bản chờ đồng chí Loan xem: Trần Thanh Liên.");
        await place.Chooses(Loan, "Xem bản đầu tiên", "Trần Thanh Liên, bài thu hoạch", "2 trang ảnh, thu-hoach.docx");
        await place.Chooses(Loan, "Đề nghị bổ sung");
        await place.Says(Loan, "Xin viết thêm phần liên hệ bản thân");
        place.Heard(Lien, "Xin viết thêm phần liên hệ bản thân");
        await place.Chooses(Lien, "Bổ sung ngay", "2 trang ảnh, thu-hoach.docx");
        await place.SendsPhotos(Lien, 1, "3 trang ảnh, thu-hoach.docx");
        await place.Chooses(Lien, "Gửi", "Biên nhận TH4-05.2");

        await place.GoTo(Monday.AddDays(2)); // 24/11 is a day off
        place.Heard(Loan, "Có 1 bản chờ đồng chí Loan xem: Trần Thanh Liên.");
        await place.Chooses(Loan, "Xem bản đầu tiên", "3 trang ảnh, thu-hoach.docx");
        await place.Chooses(Loan, "Đạt yêu cầu", "Đã xác nhận bản của Trần Thanh Liên");
        place.Heard(Lien, "bài thu hoạch “Nghị quyết chuyên đề quý IV” của đồng chí Liên đạt yêu cầu");
        Assert.Equal(3 + 1, Assert.Single(await place.All<Reflection>()).Attachments.Count);
    });

    [Fact]
    public Task A_petition_gets_its_number_and_its_answer() => In(async place =>
    {
        await place.SendsPhotos(Lien, 1, "Đây là bài thu hoạch");
        await place.Chooses(Lien, "Đúng, đủ trang rồi", "có đề xuất, kiến nghị gì không?");
        await place.Says(Lien, "Đề nghị chi bộ in tài liệu chữ to cho đảng viên cao tuổi", "có kiến nghị");
        await place.Chooses(Lien, "Gửi", "Kiến nghị của đồng chí mang số 1, sẽ có trả lời trong 7 ngày.");
        await place.GoTo(Monday);
        await place.Chooses(Loan, "Xem bản đầu tiên", "1 trang ảnh, có kiến nghị");
        await place.Chooses(Loan, "Đạt yêu cầu", "“Đề nghị chi bộ in tài liệu chữ to cho đảng viên cao tuổi”");
        await place.Chooses(Loan, "Trả lời");
        await place.Says(Loan, "Chi ủy sẽ in chữ to từ tháng sau");
        Assert.Single(await place.All<Petition>());
    });

    [Fact]
    public Task Behaviour_18_a_meeting_is_announced_answered_and_moved() => In(async place =>
    {
        await place.Says(Loan, "họp 3/12 19h30", "Mời 27 đồng chí");
        await place.Chooses(Loan, "Gửi", "Sẽ gửi đến");
        await place.GoOn(TimeSpan.FromMinutes(2));
        place.Heard(Loan, "Đã gửi");
        place.Heard(Bich, "THÔNG BÁO SINH HOẠT CHI BỘ", "19 giờ 30, thứ Năm, ngày 03/12/2026", "Nhà văn hóa Khu vực 3");
        await place.Chooses(Bich, "Tham dự", "Đã ghi: đồng chí Bích dự họp 19 giờ 30, thứ Năm, ngày 03/12/2026");
        await place.Chooses(Lien, "Xin vắng", "Lý do vắng của đồng chí Liên?");
        await place.Chooses(Lien, "Sức khỏe", "đồng chí Liên xin vắng (sức khỏe)");
        await place.Chooses(Phong, "Đến muộn", "dự kiến có mặt lúc mấy giờ?");
        await place.Says(Phong, "20h", "đến lúc 20 giờ");
        await place.Says(Loan, "ai đi họp", "muộn 1, xin vắng 1");

        await place.Says(Loan, "đổi giờ: 20h", "Thời gian mới: 20 giờ, thứ Năm, ngày 03/12/2026");
        await place.Chooses(Loan, "Gửi");
        await place.GoOn(TimeSpan.FromMinutes(2));
        place.Heard(Bich, "ĐỔI LỊCH HỌP", "Thời gian mới: 20 giờ", "Xin đồng chí Bích trả lời lại");
        place.Heard(Lien, "Đồng chí Liên đã báo xin vắng. Nếu giờ mới dự được, xin nhắn “tham dự”.");
        await place.Chooses(Bich, "Tham dự", "Đã ghi: đồng chí Bích dự họp 20 giờ");
        await place.Says(Lien, "tham dự", "từ “Xin vắng” sang “Tham dự”");
        Assert.Equal((1, 0), (place.TimesSeen(Bich, "Xin đồng chí Bích trả lời lại"), place.TimesSeen(Lien, "Xin đồng chí Liên trả lời lại"))); // only whom the new hour may not suit

        await place.Says(Loan, "đổi địa điểm: hội trường phường", "Không ai phải trả lời lại.");
        await place.Chooses(Loan, "Gửi");
        await place.GoOn(TimeSpan.FromMinutes(2));
        place.Heard(Bich, "ĐỔI ĐỊA ĐIỂM", "Địa điểm mới: hội trường phường", "Đồng chí Bích đã báo tham dự, không cần trả lời lại.");
        Assert.Equal(1, place.TimesSeen(Bich, "Xin đồng chí Bích trả lời lại"));

        await place.Says(Loan, "hoãn họp", "Xin đồng chí Loan ghi lý do");
        await place.Says(Loan, "hội trường đang sửa", "không tổ chức như đã thông báo");
        await place.Chooses(Loan, "Gửi");
        await place.GoOn(TimeSpan.FromMinutes(2));
        place.Heard(Bich, "Lý do: hội trường đang sửa");
        await place.GoTo(new DateTimeOffset(2026, 12, 3, 21, 0, 0, TimeSpan.FromHours(7)));
        Assert.Equal(0, place.TimesSeen(Bich, "Ngày mai Chi bộ Khu vực 3 họp")); // never recalled
    });

    [Fact]
    public Task The_roll_is_called() => In(async place =>
    {
        await place.Says(Loan, "họp chi ủy thứ Hai 17h");
        await place.Says(Loan, "chuẩn bị sinh hoạt tháng 12", "17 giờ, thứ Hai, ngày 23/11/2026");
        await place.Chooses(Loan, "Gửi");
        await place.GoOn(TimeSpan.FromMinutes(2));
        await place.Chooses(Phong, "Tham dự", "Đã ghi: đồng chí Phong dự họp");
        await place.GoTo(Monday.AddHours(9));
        place.Heard(Loan, "Điểm danh họp chi ủy tháng 11.");
        await place.Chooses(Loan, "Đủ", "2 đồng chí chưa rõ");
        await place.Chooses(Loan, "Không ai có mặt", "vắng mặt");
        await place.Chooses(Loan, "Có báo lý do", "vắng mặt");
        await place.Chooses(Loan, "Có báo lý do", "Họp chi ủy tháng 11, 4 đồng chí");
        await place.Chooses(Loan, "Chốt", "Đã chốt điểm danh");
        Assert.Equal(2, Assert.Single(await place.All<RollCall>()).Entries.Count(entry => entry.Attendance is Attendance.Present));
    });

    [Fact]
    public Task Who_is_missing_is_listed_and_reminded() => In(async place =>
    {
        await place.Says(Loan, "ai chưa nộp thu hoạch", "Chưa nộp “Nghị quyết chuyên đề quý IV”", "– Đỗ Phương Bích: kết nối tốt");
        await place.Chooses(Loan, "Nhắc tất cả", "Đã nhắc riêng");
        await place.GoOn(TimeSpan.FromMinutes(1));
        place.Heard(Bich, "Xin nhắc đồng chí Bích: bài thu hoạch “Nghị quyết chuyên đề quý IV”");
    });

    /// <summary>From the first word to the receipt.</summary>
    private static async Task Pledge(Place place)
    {
        await place.Says(Bich, "đăng ký", "Đăng ký năm 2027: 3 bước");
        await place.Chooses(Bich, "Bắt đầu", "Bước 1/3");
        await place.Chooses(Bich, "Tôi cam kết", "Bước 2/3, việc thứ 1");
        await place.Chooses(Bich, "Tham gia xây dựng phong trào", "Lĩnh vực “Tham gia xây dựng phong trào”");
        await place.Chooses(Bich, "Mỗi tháng thăm một gia đình khó khăn trong tổ", "Đã ghi việc 1");
        await place.Chooses(Bich, "Xem lại để gửi", "Bước 3/3");
        await place.Chooses(Bich, "Gửi", "Đã nhận bản đăng ký của đồng chí Bích", "Biên nhận DK27-06");
    }

    private async Task In(Func<Place, Task> story)
    {
        await using var place = NewPlace();
        await place.Open();
        await story(place);
        Assert.Empty(place.Violations);
    }
}
