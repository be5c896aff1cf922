"""Legal forms that end (or begin) a name and say nothing about who it is. Own table, 24 languages."""

# As the fold of `names.py` leaves them: lower case, no accents, dots between letters closed up.
AT_THE_END = """
gmbh ag kg eu ev eg ggmbh se sa nv bv srl vzw asbl cvba cv
ood eood ad ead snc ltd limited ltd_sti as sro zs zu ops aps fmba
ou mtu sl slu sau aie scoop s_coop sas sasu sarl scop gie eurl oy oyj ab abp ry osk
ae epe ike doo dd jdoo ad kft zrt nyrt bt nonprofit_kft dac clg plc ehf hf
spa scarl sca_rl scrl sa_rl uab vsi sia asa sp_z_oo psa sc lda unipessoal_lda
hb giz zbo oz zzpo tov at pp gmbh_and_co_kg ug ug_haftungsbeschrankt
sp_z_o_o s_r_o z_s e_v s_p_a s_r_l a_s o_p_s s_a d_o_o d_d b_v n_v v_z_w a_s_b_l g_i_e s_c_a_r_l sc_a_rl
s_l s_l_u s_a_u a_i_e s_r_l_s z_z_p_o z_u o_z n_o zspo z_s_p_o spol_sro spol_s_r_o a_d e_p_e a_e
eood_d vsi mb ses snts ace ltd_sti p_l_c e_gen e_u cooperatie_ua ua inc llc
"""
AT_EITHER_END = """
verein forening egyesulet udruga udruzenje biedriba nodibinajums asociacija stichting vereniging
zavod druzstvo sdruzhenie fondatsiya consorzio associazione fondazione asociacion fundacion
associacao fundacao asociatia fundatia stowarzyszenie fundacja spoldzielnia genossenschaft
ekonomisk_forening ideell_forening association_loi_1901 loi_1901
astiki_mi_kerdoskopiki_etaireia vsi mtu tov drushtvo sdruzhenie_s_nestopanska_tsel
 dernegi vakfi amke kooperatifi uab sia ooo
"""


def _forms(text, at):
    """The forms by the word at which they are recognised, long ones first."""
    found = {}
    for form in sorted({tuple(entry.split("_")) for entry in text.split()}, key=len, reverse=True):
        found.setdefault(form[at], []).append(form)
    return found


ENDINGS = _forms(AT_THE_END + AT_EITHER_END, -1)
BEGINNINGS = _forms(AT_EITHER_END, 0)


def without_legal_form(words):
    """The words of a folded name less its legal forms; never nothing."""
    words = tuple(words)
    for _ in range(2):  # "Nonprofit Kft. Egyesület": two in a row happen.
        ending = _first(words, ENDINGS.get(words[-1] if words else "", ()), from_end=True)
        words = words[: len(words) - len(ending)]
    beginning = _first(words, BEGINNINGS.get(words[0] if words else "", ()), from_end=False)
    return words[len(beginning) :]


def _first(words, forms, from_end):
    for form in forms:
        there = words[-len(form) :] if from_end else words[: len(form)]
        if len(words) > len(form) and there == form:
            return form
    return ()
