namespace CellBot.Host.Simulation;

/// <summary>What to live through.</summary>
/// <param name="From">First day; it begins at 00:00, local (+07:00).</param>
/// <param name="Days">1–3660.</param>
/// <param name="Answering">Share of people who do what they are asked, 0–1.</param>
/// <param name="Seed">The same seed gives the same people and hours.</param>
internal sealed record SimulationPlan(DateOnly From, int Days, double Answering = 0, int Seed = 1);
